import type { PromptTool } from '../prompt/promptTool'
import { StateNode, type PointerAt } from '../stateNode'
import { BoxDragging } from './dragging'

/** Waits for a box. */
export class BoxIdle extends StateNode {
  readonly id = 'idle'

  constructor(private readonly tool: PromptTool) {
    super()
  }

  override onPointerDown(at: PointerAt): void {
    if (at.button === 'left') this.tool.go(new BoxDragging(this.tool, at))
  }

  override onRedo(): boolean {
    return this.tool.context.assist.forward()
  }
}
