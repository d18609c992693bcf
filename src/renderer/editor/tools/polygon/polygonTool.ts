import { Tool } from '../tool'
import { StateNode, type PointerAt } from '../stateNode'
import type { KeyInput } from '../../inputs'
import { beginGrip } from '../grips/beginGrip'
import { beginNudge } from '../nudge/nudging'
import { PolygonDrawing } from './drawing'

/** Draws polygons vertex by vertex. */
export class PolygonTool extends Tool {
  readonly id = 'polygon'

  idle(): StateNode {
    return new PolygonIdle(this)
  }
}

/** Waits for the first vertex, or for a vertex or edge of a selected polygon. */
class PolygonIdle extends StateNode {
  readonly id = 'idle'

  constructor(private readonly tool: Tool) {
    super()
  }

  override onPointerDown(at: PointerAt): void {
    if (at.button !== 'left' || beginGrip(this.tool, at)) return
    this.tool.go(new PolygonDrawing(this.tool, at))
  }

  override onKey(input: KeyInput): boolean {
    return beginNudge(this.tool, input)
  }
}
