import { boxFromCorners } from '@shared/geometry/box'
import { clampToImage } from '@shared/geometry/spaces'
import { insertVertex, moveVertex, vertexAt } from '@shared/geometry/vertices'
import type { Annotation } from '@shared/schema/annotation'
import type { PolygonPart } from '@shared/schema/shape'
import type { CursorShape } from '../../editorState'
import { limitMove } from '../../objects/frameDrag'
import { edgeEnd, type Grip } from '../../objects/handles'
import type { PointerAt } from '../stateNode'
import type { Tool } from '../tool'
import { sizeOf } from '../toolContext'
import { GripDrag } from './gripDrag'

/** Drags an edge of a polygon: its middle becomes a new vertex, elsewhere both ends move along. */
export class DraggingEdge extends GripDrag {
  readonly id = 'draggingEdge'
  protected readonly edit = 'edit-vertices'

  constructor(
    tool: Tool,
    origin: PointerAt,
    private readonly grip: Extract<Grip, { kind: 'edge' }>
  ) {
    super(tool, origin)
  }

  protected change(at: PointerAt): readonly Annotation[] {
    const parts = this.grip.middle ? this.#inserted(at) : this.#moved(at)
    return [{ ...this.grip.target, shape: { kind: 'polygon', parts } }]
  }

  #inserted(at: PointerAt): PolygonPart[] {
    const to = clampToImage(at.image, sizeOf(this.tool.context))
    return insertVertex(this.grip.target.shape.parts, this.grip.ref, to)
  }

  #moved(at: PointerAt): PolygonPart[] {
    const { target, ref } = this.grip
    const { parts } = target.shape
    const endRef = edgeEnd(target, ref)
    const start = vertexAt(parts, ref)
    const end = vertexAt(parts, endRef)
    if (!start || !end) return parts
    const dx = at.image.x - this.origin.image.x
    const dy = at.image.y - this.origin.image.y
    const by = limitMove(boxFromCorners(start, end), dx, dy, sizeOf(this.tool.context))
    const moved = moveVertex(parts, ref, { x: start.x + by.x, y: start.y + by.y })
    return moveVertex(moved, endRef, { x: end.x + by.x, y: end.y + by.y })
  }

  override cursor(): CursorShape {
    return 'pointer'
  }
}
