import { PromptTool } from '../prompt/promptTool'
import type { StateNode } from '../stateNode'
import { BoxIdle } from './idle'
import { BoxPrompting } from './prompting'

/** Outlines an object by a box around it; clicks afterwards refine the mask. */
export class BoxTool extends PromptTool {
  readonly id = 'box'

  idle(): StateNode {
    return new BoxIdle(this)
  }

  prompting(): StateNode {
    return new BoxPrompting(this)
  }
}
