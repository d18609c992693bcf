import { removeVertex, insertVertex, moveVertex, vertexAt, type VertexRef } from '@shared/geometry/vertices'
import { gripAt, edgeEnd, type Grip, type PolygonAnnotation, type HandleId } from '../../objects/handles'
import type { PointerAt } from '../stateNode'
import type { Tool } from '../tool'
import { stateOf, sizeOf } from '../toolContext'
import { boxFromCorners, type Box } from '@shared/geometry/box'
import { clampToImage } from '@shared/geometry/spaces'
import type { Annotation } from '@shared/schema/annotation'
import type { PolygonPart } from '@shared/schema/shape'
import type { CursorShape } from '../../editorState'
import { limitMove, resizeFrame } from '../../objects/frameDrag'
import { GripDrag } from './gripDrag'
import { shapeBounds, transformShape } from '@shared/geometry/shape'
import { editableSelection } from '../../objects/selection'

/** Begins the gesture of the control under the pointer, if there is one. Alt takes a vertex out. */
export function beginGrip(tool: Tool, at: PointerAt): boolean {
  const grip = gripAt(stateOf(tool.context), at.view, at.image)
  if (!grip) return false
  switch (grip.kind) {
    case 'handle':
      tool.go(new Resizing(tool, at, grip.handle, grip.box))
      break
    case 'edge':
      tool.go(new DraggingEdge(tool, at, grip))
      break
    case 'vertex': {
      if (!at.alt) {
        tool.go(new DraggingVertex(tool, at, grip.target, grip.ref))
        break
      }
      const parts = removeVertex(grip.target.shape.parts, grip.ref)
      if (parts) {
        tool.context
          .document()
          ?.edit('edit-vertices', [{ ...grip.target, shape: { kind: 'polygon', parts } }])
      }
    }
  }
  return true
}

/** Drags an edge of a polygon: its middle becomes a new vertex, elsewhere both ends move along. */
class DraggingEdge extends GripDrag {
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

/** Moves one vertex of a polygon. */
class DraggingVertex extends GripDrag {
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

/** Stretches the selected objects with their frame; Shift keeps its proportions. */
class Resizing extends GripDrag {
  readonly id = 'resizing'
  protected readonly edit = 'resize'
  readonly #objects: readonly Annotation[]

  constructor(
    tool: Tool,
    origin: PointerAt,
    private readonly handle: HandleId,
    private readonly frame: Box
  ) {
    super(tool, origin)
    this.#objects = editableSelection(stateOf(tool.context))
  }

  protected change(at: PointerAt): readonly Annotation[] {
    const to = resizeFrame(this.frame, this.handle, at.image, sizeOf(this.tool.context), at.shift)
    return this.#objects.map((object) => {
      const shape = transformShape(object.shape, this.frame, to)
      // A mask made so small that it has no pixel left stays as it was.
      return shapeBounds(shape) ? { ...object, shape } : object
    })
  }

  override cursor(): CursorShape {
    return 'move'
  }
}
