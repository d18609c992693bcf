import { maskFromRle, maskShape } from '@shared/mask/maskData'
import { MaskEditor } from '@shared/mask/maskEditor'
import { shapeToRle } from '@shared/mask/rasterize'
import type { PixelBox } from '@shared/mask/rle'
import type { Annotation } from '@shared/schema/annotation'
import type { MaskData } from '@shared/schema/shape'
import type { Point, Size } from '@shared/geometry/spaces'
import type { KeyInput } from '../../inputs'
import { select } from '../../objects/selection'
import type { NewObject } from '../../objects/objectCommands'
import { reshaped } from '../../objects/reshape'
import { StateNode, type PointerAt } from '../stateNode'
import { sizeOf, stateOf } from '../toolContext'
import type { Tool } from '../tool'

/** One stroke, from pressing the pointer to releasing it; the object's pixels follow it at once. */
export class Painting extends StateNode {
  readonly id = 'painting'
  readonly #editor: MaskEditor
  readonly #create: ReturnType<Tool['context']['objects']['creator']>
  #last: Point
  #revision = 0

  constructor(
    private readonly tool: Tool,
    origin: PointerAt,
    private readonly mode: 'brush' | 'eraser',
    private readonly target: Annotation | null
  ) {
    super()
    this.#editor = new MaskEditor(startOf(target, sizeOf(tool.context)))
    this.#create = tool.context.objects.creator()
    this.#last = origin.image
  }

  override onEnter(): void {
    this.#paint(this.#last)
  }

  override onExit(): void {
    this.tool.context.state.setState({ draft: null })
  }

  override onPointerMove(at: PointerAt): void {
    this.#paint(at.image)
  }

  override onPointerUp(at: PointerAt): void {
    if (at.button !== 'left') return
    if (this.#editor.dirty) this.#commit(this.#editor.finish())
    this.tool.go(this.tool.idle())
  }

  override onKey(input: KeyInput): boolean {
    // Alt only counts for the next stroke; it must not open a menu in the middle of this one.
    if (input.key === 'Alt') return true
    if (input.type !== 'down' || input.key !== 'Escape') return false
    this.onCancel()
    return true
  }

  override onUndo(): boolean {
    this.onCancel()
    return true
  }

  override onCancel(): void {
    this.tool.go(this.tool.idle())
  }

  override cursor(): 'none' {
    return 'none'
  }

  #paint(to: Point): void {
    const radius = stateOf(this.tool.context).brushRadius
    const dirty = this.#editor.stroke(this.#last, to, radius, this.mode === 'brush' ? 'add' : 'erase')
    this.#last = to
    this.#publish(dirty ?? null)
  }

  #publish(dirty: PixelBox | null): void {
    const { state } = this.tool.context
    const { currentLabel, labels } = state.getState()
    state.setState({
      draft: {
        kind: 'stroke',
        mode: this.mode,
        target: this.target?.id ?? null,
        labelId: this.target?.labelId ?? currentLabel ?? labels[0]?.id ?? null,
        bitmap: this.#editor.bitmap,
        dirty,
        revision: ++this.#revision
      }
    })
  }

  #commit(mask: MaskData | null): void {
    const { target } = this
    const document = this.tool.context.document()
    if (!target) {
      const object: NewObject | null = mask && { shape: maskShape(mask) }
      if (object) this.#create('add-mask', object, (id) => select(this.tool.context.state, [id]))
    } else if (mask) {
      document?.edit(this.mode === 'brush' ? 'brush' : 'erase', [reshaped(target, maskShape(mask))])
    } else document?.edit('delete', [], [target.id])
  }
}

/** The pixels that the stroke begins with; a rectangle or polygon becomes a mask. */
function startOf(target: Annotation | null, size: Size): MaskData | Size {
  if (!target) return size
  return target.shape.kind === 'mask' ? target.shape : maskFromRle(shapeToRle(target.shape, size))
}
