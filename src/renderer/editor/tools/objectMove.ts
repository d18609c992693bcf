import { uniteBoxes, type Box } from '@shared/geometry/box'
import { shapeBounds, translateShape } from '@shared/geometry/shape'
import type { Annotation } from '@shared/schema/annotation'
import type { Gesture } from '../document/gesture'
import { limitMove } from '../objects/frameDrag'
import { editableSelection } from '../objects/selection'
import { sizeOf, stateOf, type ToolContext } from './toolContext'

/** Moves the selected objects together, inside the image, as one edit. */
export class ObjectMove {
  readonly #gesture: Gesture | null
  readonly #objects: readonly Annotation[]
  readonly #frame: Box | undefined

  constructor(private readonly context: ToolContext) {
    this.#gesture = context.document()?.begin() ?? null
    this.#objects = editableSelection(stateOf(context))
    let frame: Box | undefined
    for (const { shape } of this.#objects) frame = uniteBoxes(frame, shapeBounds(shape))
    this.#frame = frame
  }

  /** Shows the objects so far from where they began, in image pixels; as far as the image goes. */
  to(dx: number, dy: number): void {
    if (!this.#frame) return
    const limited = limitMove(this.#frame, dx, dy, sizeOf(this.context))
    // Masks move by whole pixels, and what moves with them does too.
    const whole = this.#objects.some(({ shape }) => shape.kind === 'mask')
    const x = whole ? Math.trunc(limited.x) : limited.x
    const y = whole ? Math.trunc(limited.y) : limited.y
    const still = x === 0 && y === 0
    this.#gesture?.set(
      still ? [] : this.#objects.map((object) => ({ ...object, shape: translateShape(object.shape, x, y) }))
    )
  }

  /** Ends it as one undoable edit. */
  commit(): void {
    this.#gesture?.commit('move')
  }

  /** Ends it as if it had not been. */
  bail(): void {
    this.#gesture?.bail()
  }
}
