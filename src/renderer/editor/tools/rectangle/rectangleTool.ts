import { Tool } from '../tool'
import { StateNode, type PointerAt } from '../stateNode'
import type { KeyInput } from '../../inputs'
import { beginGrip } from '../grips/beginGrip'
import { beginNudge } from '../nudge/nudging'
import { boxFromCorners, clampBox, type Box } from '@shared/geometry/box'
import { clampToImage, imagePoint } from '@shared/geometry/spaces'
import { DragState } from '../dragState'
import { sizeOf } from '../toolContext'

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

/** The smallest side of a rectangle that is meant, in image pixels. */
const smallestSide = 1

/** Draws one rectangle; Shift makes it a square. */
class RectangleDragging extends DragState {
  readonly id = 'dragging'

  constructor(
    private readonly tool: Tool,
    origin: PointerAt
  ) {
    super(origin)
  }

  override onExit(): void {
    this.tool.context.state.setState({ draft: null })
  }

  protected drag(at: PointerAt): void {
    const box = this.#box(at)
    this.tool.context.state.setState({ draft: box && { kind: 'rect', rect: { kind: 'rect', ...box } } })
  }

  protected drop(at: PointerAt): void {
    const box = this.#box(at)
    this.tool.go(this.tool.idle())
    if (box) this.tool.context.objects.creator()('add-rect', { shape: { kind: 'rect', ...box } })
  }

  protected click(): void {
    this.abandon()
  }

  protected abandon(): void {
    this.tool.go(this.tool.idle())
  }

  #box(at: PointerAt): Box | null {
    const size = sizeOf(this.tool.context)
    const from = clampToImage(this.origin.image, size)
    let to = at.image
    if (at.shift) {
      const side = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y))
      to = imagePoint(from.x + Math.sign(to.x - from.x) * side, from.y + Math.sign(to.y - from.y) * side)
    }
    const box = clampBox(boxFromCorners(from, to), size)
    return box && box.width >= smallestSide && box.height >= smallestSide ? box : null
  }
}
