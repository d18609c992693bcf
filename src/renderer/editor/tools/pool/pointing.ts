import type { ProposalView } from '@shared/ipc/views'
import type { CursorShape } from '../../editorState'
import { DragState } from '../dragState'
import type { PointerAt } from '../stateNode'
import type { Tool } from '../tool'
import { stateOf } from '../toolContext'
import { Lasso } from './lasso'

/** The pointer is down: a click adopts what was lit, a drag draws a lasso. */
export class PoolPointing extends DragState {
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
