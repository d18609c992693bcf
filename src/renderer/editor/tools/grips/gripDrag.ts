import type { Annotation } from '@shared/schema/annotation'
import type { EditName } from '@shared/schema/diff'
import type { Gesture } from '../../document/gesture'
import { DragState } from '../dragState'
import type { PointerAt } from '../stateNode'
import type { Tool } from '../tool'

/** Drags a control of the selection; the shapes are worked out anew from the mark at every movement. */
export abstract class GripDrag extends DragState {
  protected abstract readonly edit: EditName
  #gesture: Gesture | null = null

  constructor(
    protected readonly tool: Tool,
    origin: PointerAt
  ) {
    super(origin)
  }

  /** The objects as they are with the pointer there. */
  protected abstract change(at: PointerAt): readonly Annotation[]

  override onEnter(): void {
    this.#gesture = this.tool.context.document()?.begin() ?? null
  }

  protected drag(at: PointerAt): void {
    this.#gesture?.set(this.change(at))
  }

  protected drop(): void {
    this.#gesture?.commit(this.edit)
    this.tool.go(this.tool.idle())
  }

  protected click(): void {
    this.abandon()
  }

  protected abandon(): void {
    this.#gesture?.bail()
    this.tool.go(this.tool.idle())
  }
}
