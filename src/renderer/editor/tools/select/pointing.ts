import type { Annotation } from '@shared/schema/annotation'
import { editableSelection, select, toggleSelected } from '../../objects/selection'
import { DragState } from '../dragState'
import type { PointerAt } from '../stateNode'
import type { Tool } from '../tool'
import { stateOf } from '../toolContext'
import { Translating } from './translating'

/** The pointer is down on an object: a click selects it, a drag moves what is selected. */
export class Pointing extends DragState {
  readonly id = 'pointing'
  /** The object was selected by this very press. */
  #fresh = false

  constructor(
    private readonly tool: Tool,
    origin: PointerAt,
    /** What a drag takes hold of. */
    private readonly object: Annotation,
    /** What a click selects: the smallest object under the pointer. */
    private readonly clicked: Annotation
  ) {
    super(origin)
  }

  override onEnter(): void {
    const { state } = this.tool.context
    if (state.getState().selection.has(this.object.id) || this.origin.shift || this.origin.ctrl) return
    this.#fresh = true
    select(state, [this.object.id])
  }

  protected drag(at: PointerAt): void {
    const { state } = this.tool.context
    const { selection } = state.getState()
    if (!selection.has(this.object.id)) select(state, [...selection, this.object.id])
    if (editableSelection(stateOf(this.tool.context)).length === 0) return
    const translating = new Translating(this.tool, this.origin)
    this.tool.go(translating)
    translating.onPointerMove(at)
  }

  protected drop(): void {
    this.tool.go(this.tool.idle())
  }

  protected click(): void {
    const { state } = this.tool.context
    if (this.origin.shift || this.origin.ctrl) toggleSelected(state, this.clicked.id)
    else if (!this.#fresh) select(state, [this.clicked.id])
    this.tool.go(this.tool.idle())
  }

  protected abandon(): void {
    this.tool.go(this.tool.idle())
  }
}
