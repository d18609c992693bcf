import { clampToImage, type ImagePoint } from '@shared/geometry/spaces'
import type { ProposalView } from '@shared/ipc/views'
import { enclosedBy } from '@shared/proposals/lasso'
import { DragState } from '../dragState'
import type { PointerAt } from '../stateNode'
import type { Tool } from '../tool'
import { sizeOf, stateOf } from '../toolContext'

/** A ring is drawn by hand; letting go adopts the proposals inside, shown until then, as one edit. */
export class Lasso extends DragState {
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
