import { clampToImage } from '@shared/geometry/spaces'
import { moveVertex, type VertexRef } from '@shared/geometry/vertices'
import type { Annotation } from '@shared/schema/annotation'
import type { CursorShape } from '../../editorState'
import type { PolygonAnnotation } from '../../objects/handles'
import type { PointerAt } from '../stateNode'
import type { Tool } from '../tool'
import { sizeOf } from '../toolContext'
import { GripDrag } from './gripDrag'

/** Moves one vertex of a polygon. */
export class DraggingVertex extends GripDrag {
  readonly id = 'draggingVertex'
  protected readonly edit = 'edit-vertices'

  constructor(
    tool: Tool,
    origin: PointerAt,
    private readonly target: PolygonAnnotation,
    private readonly ref: VertexRef
  ) {
    super(tool, origin)
  }

  protected change(at: PointerAt): readonly Annotation[] {
    const to = clampToImage(at.image, sizeOf(this.tool.context))
    const parts = moveVertex(this.target.shape.parts, this.ref, to)
    return [{ ...this.target, shape: { kind: 'polygon', parts } }]
  }

  override cursor(): CursorShape {
    return 'pointer'
  }
}
