import { select } from '../../objects/selection'
import type { StateNode } from '../stateNode'
import { Tool } from '../tool'
import { PoolIdle } from './idle'

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
