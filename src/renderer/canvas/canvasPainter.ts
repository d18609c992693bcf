import type { EditorState, PoolView } from '../editor/editorState'
import type { PointerState } from '../editor/pointerState'
import type { ShownImage } from './image/useShownImage'
import { paintAssist } from './paint/paintAssist'
import { paintDraft } from './paint/paintDraft'
import { paintFound } from './paint/paintFound'
import { paintImage } from './paint/paintImage'
import { MovingSnapshot, type LayerCanvas } from './paint/movingSnapshot'
import { paintLifted, paintStill } from './paint/paintObjects'
import { paintHoveredName, paintNames } from './paint/paintNames'
import { ProposalsLayer } from './paint/proposalsLayer'
import { paintSelection } from './paint/paintSelection'
import { StrokeBitmap } from './paint/strokeBitmap'
import { replacedObject } from './paint/replaced'
import type { PaintMarks } from './paintMarks'

/** The canvas's layers, bottom first; each is painted on its own. */
export const layerNames = ['image', 'objects', 'proposals', 'overlay'] as const
export type LayerName = (typeof layerNames)[number]

/** Where painting finds what to paint. */
export interface PaintSource {
  readonly state: () => EditorState
  readonly pointer: () => PointerState
  readonly shown: () => ShownImage | null
  readonly marks: () => PaintMarks | null
  /** Paints a layer again at the next frame. */
  readonly repaint: (name: LayerName) => void
}

/** Paints the layers from the editor's state. It holds nothing of it but the bitmap of a stroke under way. */
export class CanvasPainter {
  readonly #stroke = new StrokeBitmap()
  readonly #moving: MovingSnapshot
  readonly #proposals: ProposalsLayer
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly source: PaintSource) {
    this.#proposals = new ProposalsLayer(() => source.repaint('proposals'))
    this.#moving = new MovingSnapshot({
      now: () => performance.now(),
      repaintIn: (milliseconds) => {
        clearTimeout(this.#timer)
        this.#timer = setTimeout(() => source.repaint('objects'), milliseconds)
      }
    })
  }

  /** Nothing is painted later any more. */
  dispose(): void {
    clearTimeout(this.#timer)
    this.#proposals.dispose()
  }

  /** Takes note of a change of state; the layers that have to be painted come back. */
  follow(state: EditorState, before: EditorState): readonly LayerName[] {
    if (state.draft !== before.draft) {
      if (state.draft?.kind === 'stroke') this.#stroke.follow(state.draft)
      else this.#stroke.clear()
    }
    return layerNames.filter((name) => hasChanged[name](state, before))
  }

  /** Whether the overlay has to be painted anew because the pointer moved. */
  followPointer(now: PointerState, before: PointerState): boolean {
    return now.hovered !== before.hovered
  }

  /**
   * Whether a change brings what the user waits for, SAM's answer: it is painted before anything else is done, so that
   * the frame in which it appears is not held up by working its outline out.
   */
  isAwaited({ assist }: EditorState, before: EditorState): boolean {
    return assist.status === 'ready' && assist.resultId !== before.assist.resultId
  }

  paint(name: LayerName, layer: LayerCanvas): void {
    const { context, pixelRatio } = layer
    const state = this.source.state()
    const pointer = this.source.pointer()
    const marks = this.source.marks()
    switch (name) {
      case 'image': {
        const painted = paintImage(context, state, this.source.shown(), pixelRatio)
        marks?.image(painted && state.image ? state.image.id : null)
        break
      }
      case 'objects':
        this.#paintObjects(layer, state)
        marks?.objects(state)
        break
      case 'proposals':
        marks?.proposals(state, this.#proposals.paint(layer, state))
        break
      case 'overlay':
        paintLifted(context, state)
        paintSelection(context, state, pointer)
        paintHoveredName(context, state, pointer)
        paintFound(context, state)
        this.#proposals.paintHighlighted(context, state)
        paintAssist(context, state)
        paintDraft(context, state, this.#stroke)
        marks?.overlay(state)
    }
  }

  #paintObjects(layer: LayerCanvas, state: EditorState): void {
    const { camera, annotations, labels, objectsVisible, namesVisible, display, viewSize, lifted } = state
    if (!camera) return
    const content = [
      annotations,
      labels,
      objectsVisible,
      namesVisible,
      display.fill,
      viewSize,
      lifted,
      replacedObject(state)
    ]
    const { context } = layer
    this.#moving.paint(layer, camera, content, () => paintStill(context, state) + paintNames(context, state))
  }
}

const differs =
  (...fields: readonly (keyof EditorState)[]) =>
  (state: EditorState, before: EditorState): boolean =>
    fields.some((field) => state[field] !== before[field])

const objectsDiffer = differs(
  'camera',
  'viewSize',
  'labels',
  'objectsVisible',
  'namesVisible',
  'display',
  'lifted'
)
const viewDiffers = differs('camera', 'viewSize')
const overlayDiffers = differs(
  'camera',
  'viewSize',
  'annotations',
  'lifted',
  'labels',
  'objectsVisible',
  'selection',
  'tool',
  'path',
  'cursor',
  'currentLabel',
  'assist',
  'pool',
  'draft',
  'found'
)

/** Whether objects changed that no gesture holds; those that one does are on the overlay. */
function stillDiffer(state: EditorState, before: EditorState): boolean {
  const { annotations, lifted } = state
  if (annotations === before.annotations) return false
  if (annotations.size !== before.annotations.size) return true
  for (const [id, record] of annotations) {
    if (before.annotations.get(id) !== record && !lifted.has(id)) return true
  }
  return false
}

function poolDiffers(pool: PoolView, before: PoolView): boolean {
  return pool.visible !== before.visible || pool.taken !== before.taken
}

/** What each layer shows: the photograph must not be painted because the pointer moved, nor the objects. */
const hasChanged: Readonly<Record<LayerName, (state: EditorState, before: EditorState) => boolean>> = {
  image: differs('camera', 'viewSize', 'image'),
  objects: (state, before) =>
    objectsDiffer(state, before) ||
    replacedObject(state) !== replacedObject(before) ||
    stillDiffer(state, before),
  proposals: (state, before) =>
    state.tool !== before.tool ||
    (state.tool === 'pool' && (viewDiffers(state, before) || poolDiffers(state.pool, before.pool))),
  overlay: overlayDiffers
}
