import type { CursorShape } from '../../editorState'
import type { KeyInput, WheelInput } from '../../inputs'
import { digitOf } from '../prompt/digits'
import { StateNode, type PointerAt } from '../stateNode'
import type { Tool } from '../tool'
import { stateOf } from '../toolContext'
import { PoolPointing } from './pointing'

/** Waits; lights the proposal that a click would adopt. */
export class PoolIdle extends StateNode {
  readonly id = 'idle'

  constructor(private readonly tool: Tool) {
    super()
  }

  override onPointerMove(at: PointerAt): void {
    this.tool.context.proposals.hover(at.image)
  }

  override onPointerLeave(): void {
    this.tool.context.proposals.hover(null)
  }

  override onPointerDown(at: PointerAt): void {
    if (at.button !== 'left') return
    this.tool.context.proposals.hover(at.image)
    this.tool.go(new PoolPointing(this.tool, at))
  }

  override onWheel(input: WheelInput): boolean {
    if (!input.alt) return false
    // Some systems turn the wheel sideways while a modifier is held.
    const delta = input.deltaY === 0 ? input.deltaX : input.deltaY
    if (delta !== 0) this.tool.context.proposals.step(delta < 0 ? 1 : -1)
    return true
  }

  override onKey(input: KeyInput): boolean {
    // Held for the wheel; it must not open a menu.
    if (input.key === 'Alt') return true
    if (input.type !== 'down' || input.ctrl || input.alt) return false
    const { context } = this.tool
    const { pool, previousTool } = stateOf(context)
    switch (input.key) {
      case 'Enter':
        context.proposals.adopt(pool.taken)
        return true
      case 'Escape':
        context.choose(previousTool)
        return true
      case 'Tab':
        context.proposals.lightNeighbour(input.shift ? -1 : 1)
        return true
      case 'Delete':
      case 'Backspace':
        if (!pool.hovered) return false
        context.proposals.dismiss(pool.hovered)
        return true
    }
    return this.#adoptByDigit(input)
  }

  override cursor(): CursorShape {
    return stateOf(this.tool.context).pool.hovered ? 'pointer' : 'default'
  }

  /** The digit's class becomes the current one, so that clicks go on with it. */
  #adoptByDigit(input: KeyInput): boolean {
    const { context } = this.tool
    const { pool, labels } = stateOf(context)
    const digit = input.shift ? null : digitOf(input)
    const label = digit === null ? undefined : labels[digit - 1]
    if (!label || !pool.hovered) return false
    context.state.setState({ currentLabel: label.id })
    context.proposals.adopt([pool.hovered], label.id)
    return true
  }
}
