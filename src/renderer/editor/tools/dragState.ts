import type { KeyInput } from '../inputs'
import { StateNode, type PointerAt } from './stateNode'

/** How far the pointer has to go before a press is a drag, in view pixels. */
const dragThreshold = 3

/** Whether the pointer has gone far enough from where it was pressed. */
function isDrag(origin: PointerAt, at: PointerAt): boolean {
  return Math.hypot(at.view.x - origin.view.x, at.view.y - origin.view.y) >= dragThreshold
}

/** A gesture from pressing the pointer to releasing it. Escape, and undo, give it up. */
export abstract class DragState extends StateNode {
  #started = false

  constructor(protected readonly origin: PointerAt) {
    super()
  }

  /** The pointer is at another place; called from the first real movement on. */
  protected abstract drag(at: PointerAt): void
  /** Released after a drag. */
  protected abstract drop(at: PointerAt): void
  /** Released without one. */
  protected abstract click(at: PointerAt): void
  /** Given up. */
  protected abstract abandon(): void

  override onPointerMove(at: PointerAt): void {
    this.#started ||= isDrag(this.origin, at)
    if (this.#started) this.drag(at)
  }

  override onPointerUp(at: PointerAt): void {
    if (at.button !== this.origin.button) return
    if (this.#started) this.drop(at)
    else this.click(at)
  }

  override onKey(input: KeyInput): boolean {
    if (input.type !== 'down' || input.key !== 'Escape') return false
    this.abandon()
    return true
  }

  override onUndo(): boolean {
    this.abandon()
    return true
  }

  override onCancel(): void {
    this.abandon()
  }
}
