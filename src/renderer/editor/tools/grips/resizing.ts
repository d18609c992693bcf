import type { Box } from '@shared/geometry/box'
import { shapeBounds, transformShape } from '@shared/geometry/shape'
import type { Annotation } from '@shared/schema/annotation'
import type { CursorShape } from '../../editorState'
import { resizeFrame } from '../../objects/frameDrag'
import type { HandleId } from '../../objects/handles'
import { editableSelection } from '../../objects/selection'
import type { PointerAt } from '../stateNode'
import type { Tool } from '../tool'
import { sizeOf, stateOf } from '../toolContext'
import { GripDrag } from './gripDrag'

/** Stretches the selected objects with their frame; Shift keeps its proportions. */
export class Resizing extends GripDrag {
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
