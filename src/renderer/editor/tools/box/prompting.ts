import { addPointAt, Prompting } from '../prompt/prompting'
import type { PromptTool } from '../prompt/promptTool'
import type { PointerAt } from '../stateNode'
import { BoxDragging } from './dragging'

/** A box is fixed: a click refines its mask, a drag draws another box. */
export class BoxPrompting extends Prompting {
  constructor(private readonly tool: PromptTool) {
    super(tool.context)
  }

  override onPointerDown(at: PointerAt): void {
    if (at.button === 'left') this.tool.go(new BoxDragging(this.tool, at))
    else addPointAt(this.context, at)
  }
}
