import { uniteBoxes, type Box } from '@shared/geometry/box'
import { shapeBounds, translateShape } from '@shared/geometry/shape'
import type { Annotation } from '@shared/schema/annotation'
import type { CursorShape } from '../../editorState'
import type { Gesture } from '../../document/gesture'
import { limitMove } from '../../objects/frameDrag'
import { editableSelection } from '../../objects/selection'
import { DragState } from '../dragState'
import type { PointerAt } from '../stateNode'
import type { Tool } from '../tool'
import { sizeOf, stateOf } from '../toolContext'

/** Moves the selected objects, which stay inside the image. */
export class Translating extends DragState {
  readonly id = 'translating'
  #gesture: Gesture | null = null
  #objects: readonly Annotation[] = []
  #frame: Box | undefined

  constructor(
    private readonly tool: Tool,
    origin: PointerAt
  ) {
    super(origin)
  }

  override onEnter(): void {
    this.#gesture = this.tool.context.document()?.begin() ?? null
    this.#objects = editableSelection(stateOf(this.tool.context))
    for (const { shape } of this.#objects) this.#frame = uniteBoxes(this.#frame, shapeBounds(shape))
  }

  protected drag(at: PointerAt): void {
    if (!this.#frame) return
    let dx = at.image.x - this.origin.image.x
    let dy = at.image.y - this.origin.image.y
    if (at.shift) [dx, dy] = Math.abs(dx) >= Math.abs(dy) ? [dx, 0] : [0, dy]
    const limited = limitMove(this.#frame, dx, dy, sizeOf(this.tool.context))
    // Masks move by whole pixels, and what moves with them does too.
    const whole = this.#objects.some(({ shape }) => shape.kind === 'mask')
    const x = whole ? Math.trunc(limited.x) : limited.x
    const y = whole ? Math.trunc(limited.y) : limited.y
    const still = x === 0 && y === 0
    this.#gesture?.set(
      still ? [] : this.#objects.map((object) => ({ ...object, shape: translateShape(object.shape, x, y) }))
    )
  }

  protected drop(): void {
    this.#gesture?.commit('move')
    this.tool.go(this.tool.idle())
  }

  protected click(): void {
    this.abandon()
  }

  protected abandon(): void {
    this.#gesture?.bail()
    this.tool.go(this.tool.idle())
  }

  override cursor(): CursorShape {
    return 'move'
  }
}
