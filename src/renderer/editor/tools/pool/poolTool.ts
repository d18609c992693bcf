import { select } from '../../objects/selection'
import { StateNode, type PointerAt } from '../stateNode'
import { Tool } from '../tool'
import { clampToImage, type ImagePoint } from '@shared/geometry/spaces'
import type { ProposalView } from '@shared/ipc/views'
import { enclosedBy } from '@shared/proposals/lasso'
import { DragState } from '../dragState'
import { sizeOf, stateOf } from '../toolContext'
import type { CursorShape } from '../../editorState'
import type { KeyInput, WheelInput } from '../../inputs'
import { digitOf } from '../prompt/promptTools'

/** Shows what whole-image segmentation found; pointing, enclosing and keys adopt it. */
export class PoolTool extends Tool {
  readonly id = 'pool'

  idle(): StateNode {
    return new PoolIdle(this)
  }

  override enter(): void {
    // Keys mean the proposals now; they must not change an object that happens to be selected.
    select(this.context.state, [])
    super.enter()
    this.context.proposals.refresh()
  }

  protected override leave(): void {
    this.context.proposals.hover(null)
  }
}

/** A ring is drawn by hand; letting go adopts the proposals inside, shown until then, as one edit. */
class Lasso extends DragState {
  readonly id = 'lasso'
  #points: readonly ImagePoint[]
  #enclosed: readonly ProposalView[] = []

  constructor(
    private readonly tool: Tool,
    origin: PointerAt
  ) {
    super(origin)
    this.#points = [clampToImage(origin.image, sizeOf(tool.context))]
  }

  override onEnter(): void {
    this.tool.context.proposals.hover(null)
  }

  override onExit(): void {
    this.tool.context.state.setState({ draft: null })
  }

  protected drag(at: PointerAt): void {
    const { context } = this.tool
    this.#points = [...this.#points, clampToImage(at.image, sizeOf(context))]
    this.#enclosed = context.proposals.takenOf(enclosedBy(this.#points, stateOf(context).pool.visible))
    context.state.setState({ draft: { kind: 'lasso', points: this.#points, enclosed: this.#enclosed } })
  }

  protected drop(at: PointerAt): void {
    const { context } = this.tool
    this.tool.go(this.tool.idle())
    context.proposals.adopt(this.#enclosed)
    context.proposals.hover(at.image)
  }

  protected click(): void {
    this.abandon()
  }

  protected abandon(): void {
    this.tool.go(this.tool.idle())
  }
}

/** The pointer is down: a click adopts what was lit, a drag draws a lasso. */
class PoolPointing extends DragState {
  readonly id = 'pointing'
  readonly #lit: ProposalView | null

  constructor(
    private readonly tool: Tool,
    origin: PointerAt
  ) {
    super(origin)
    this.#lit = stateOf(tool.context).pool.hovered
  }

  protected drag(at: PointerAt): void {
    const lasso = new Lasso(this.tool, this.origin)
    this.tool.go(lasso)
    lasso.onPointerMove(at)
  }

  protected drop(): void {
    this.tool.go(this.tool.idle())
  }

  protected click(): void {
    this.tool.go(this.tool.idle())
    if (this.#lit) this.tool.context.proposals.adopt([this.#lit])
  }

  protected abandon(): void {
    this.tool.go(this.tool.idle())
  }

  override cursor(): CursorShape {
    return this.#lit ? 'pointer' : 'default'
  }
}

/** Waits; lights the proposal that a click would adopt. */
class PoolIdle extends StateNode {
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
