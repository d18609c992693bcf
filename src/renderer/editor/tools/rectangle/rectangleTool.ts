import { Tool } from '../tool'
import { StateNode, type PointerAt } from '../stateNode'
import type { KeyInput } from '../../inputs'
import { beginGrip } from '../grips/beginGrip'
import { beginNudge } from '../nudge/nudging'
import { RectangleDragging } from './dragging'

/** Draws rectangles by hand. */
export class RectangleTool extends Tool {
  readonly id = 'rectangle'

  idle(): StateNode {
    return new RectangleIdle(this)
  }
}

/** Waits for a rectangle, or for a handle of a selected one. */
class RectangleIdle extends StateNode {
  readonly id = 'idle'

  constructor(private readonly tool: Tool) {
    super()
  }

  override onPointerDown(at: PointerAt): void {
    if (at.button !== 'left' || beginGrip(this.tool, at)) return
    this.tool.go(new RectangleDragging(this.tool, at))
  }

  override onKey(input: KeyInput): boolean {
    return beginNudge(this.tool, input)
  }
}
