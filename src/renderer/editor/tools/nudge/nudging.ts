import type { CursorShape } from '../../editorState'
import type { KeyInput } from '../../inputs'
import { editableSelection } from '../../objects/selection'
import { StateNode, type PointerAt } from '../stateNode'
import { ObjectMove } from '../objectMove'
import type { Tool } from '../tool'
import { stateOf } from '../toolContext'

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1]
}
/** Image pixels that a key moves by with Shift. */
const longStep = 10

/** Begins to move what is selected by the arrow keys; whether the key was one of them and there is something. */
export function beginNudge(tool: Tool, input: KeyInput): boolean {
  if (!isStep(input) || editableSelection(stateOf(tool.context)).length === 0) return false
  const nudging = new Nudging(tool)
  tool.go(nudging)
  nudging.onKey(input)
  return true
}

/** The arrow keys move the selected objects; from pressing the first to releasing the last it is one edit. */
class Nudging extends StateNode {
  readonly id = 'nudging'
  #move: ObjectMove | null = null
  #x = 0
  #y = 0
  readonly #held = new Set<string>()

  constructor(private readonly tool: Tool) {
    super()
  }

  override onEnter(): void {
    this.#move = new ObjectMove(this.tool.context)
  }

  override onKey(input: KeyInput): boolean {
    if (isStep(input)) {
      const [x, y] = arrows[input.key] ?? [0, 0]
      const step = input.shift ? longStep : 1
      this.#x += x * step
      this.#y += y * step
      this.#held.add(input.key)
      this.#move?.to(this.#x, this.#y)
      return true
    }
    if (input.type === 'up') {
      this.#held.delete(input.key)
      if (this.#held.size === 0) this.#finish()
      return true
    }
    if (input.key === 'Escape') {
      this.onUndo()
      return true
    }
    // Whatever the key means, it means it of the objects where they are now.
    this.#finish()
    return this.tool.child.onKey?.(input) ?? false
  }

  override onPointerDown(at: PointerAt): void {
    this.#finish()
    this.tool.child.onPointerDown?.(at)
  }

  override onUndo(): boolean {
    this.#move?.bail()
    this.tool.go(this.tool.idle())
    return true
  }

  /** What was moved already is meant to stay, whatever comes next. */
  override onCancel(): void {
    this.#finish()
  }

  override cursor(): CursorShape {
    return 'move'
  }

  #finish(): void {
    this.#move?.commit()
    this.tool.go(this.tool.idle())
  }
}

function isStep({ type, key, ctrl, alt }: KeyInput): boolean {
  return type === 'down' && key in arrows && !ctrl && !alt
}
