import { PromptTool } from '../prompt/promptTool'
import type { StateNode } from '../stateNode'
import { PointIdle } from './idle'
import { PointPrompting } from './prompting'

/** Outlines an object by clicks: left adds, right or Alt takes away. */
export class PointTool extends PromptTool {
  readonly id = 'point'

  idle(): StateNode {
    return new PointIdle(this.context)
  }

  prompting(): StateNode {
    return new PointPrompting(this.context)
  }
}
