import type { StoreApi } from 'zustand/vanilla'
import type { FoundBox } from '@shared/autoAnnotate/differences'
import type { Camera, ImagePoint, Size } from '@shared/geometry/spaces'
import type { ProposalView } from '@shared/ipc/views'
import type { Bitmap, PixelBox } from '@shared/mask/rle'
import type { Annotation } from '@shared/schema/annotation'
import type { HistoryState } from '@shared/schema/diff'
import type { AnnotationId, LabelId, ResultId } from '@shared/schema/ids'
import type { ImageRow } from '@shared/schema/image'
import type { Label } from '@shared/schema/label'
import type { Problem } from '@shared/schema/problem'
import type { PromptBox, PromptPoint, CandidateChoice } from '@shared/schema/prompt'
import type { MaskData, RectShape } from '@shared/schema/shape'

/** The tools that stay until another is chosen; `hand` (panning) only ever lies on top of one of them. */
export type ToolId = 'select' | 'point' | 'box' | 'rectangle' | 'polygon' | 'brush' | 'eraser' | 'pool'

/** The pointer's shape over the canvas, by the names of CSS; 'none' where the canvas draws its own. */
export type CursorShape =
  | 'default'
  | 'crosshair'
  | 'pointer'
  | 'move'
  | 'grab'
  | 'grabbing'
  | 'none'
  | 'not-allowed'
  | 'nwse-resize'
  | 'nesw-resize'
  | 'ns-resize'
  | 'ew-resize'

/** The objects of the image, in drawing order, bottom first. */
export type Annotations = ReadonlyMap<string, Annotation>

/** A mask candidate that can be chosen. */
export interface AssistCandidate extends CandidateChoice {
  /** Predicted IoU. */
  readonly score: number
}

/** What the prompt tools show. */
export interface AssistState {
  /** 'hover' follows the pointer (or the box being dragged), 'fixed' is a prompt that Enter accepts. */
  readonly phase: 'none' | 'hover' | 'fixed'
  /** 'waiting' while the answer to exactly this prompt and index is on its way; `mask` may be the one before it. */
  readonly status: 'idle' | 'waiting' | 'ready'
  readonly points: readonly PromptPoint[]
  readonly box: PromptBox | null
  readonly resultId: ResultId | null
  /** The masks to choose from: the single-mask token's, then by size. */
  readonly candidates: readonly AssistCandidate[] | null
  /** The chosen mask. */
  readonly index: number | null
  readonly mask: MaskData | null
  /** The object that the fixed prompt outlines anew, whose own drawing the mask replaces. */
  readonly refining: AnnotationId | null
  /** A prompt that was accepted before its answer arrived; it becomes an object as soon as it does. */
  readonly accepting: { readonly points: readonly PromptPoint[]; readonly box: PromptBox | null } | null
}

/** No prompt and no preview. */
export const noAssist: AssistState = {
  phase: 'none',
  status: 'idle',
  points: [],
  box: null,
  resultId: null,
  candidates: null,
  index: null,
  mask: null,
  refining: null,
  accepting: null
}

/** What whole-image segmentation offers on the image; worked out while the pool tool shows it. */
export interface PoolView {
  /** Those that can be adopted: no objects yet, not dismissed, passing the filters. */
  readonly visible: readonly ProposalView[]
  /** Those of the visible that Enter adopts: with whole objects, or smallest parts, none lies in another. */
  readonly taken: readonly ProposalView[]
  readonly dismissed: readonly ProposalView[]
  /** How many are objects already. */
  readonly adopted: number
  /** What a click adopts. */
  readonly hovered: ProposalView | null
  /** Which of the proposals under the pointer it is, from 1, part before whole; null when none is. */
  readonly level: { readonly at: number; readonly of: number } | null
}

/** No proposals. */
export const noPool: PoolView = {
  visible: [],
  taken: [],
  dismissed: [],
  adopted: 0,
  hovered: null,
  level: null
}

/** A shape that is being drawn and is no object yet. */
export type Draft =
  | { readonly kind: 'rect'; readonly rect: RectShape }
  /** The box around objects that a drag on empty ground selects. */
  | { readonly kind: 'marquee'; readonly rect: RectShape }
  /** Drawn around proposals to adopt them. */
  | {
      readonly kind: 'lasso'
      readonly points: readonly ImagePoint[]
      /** What letting go adopts. */
      readonly enclosed: readonly ProposalView[]
    }
  | {
      readonly kind: 'polygon'
      readonly points: readonly ImagePoint[]
      readonly cursor: ImagePoint | null
      /** The pointer is where a click closes the ring. */
      readonly closing: boolean
    }
  | {
      readonly kind: 'stroke'
      readonly mode: 'brush' | 'eraser'
      /** The object being painted, whose own drawing the bitmap replaces; null for a new one. */
      readonly target: AnnotationId | null
      readonly labelId: LabelId | null
      /** The whole mask with the stroke so far. It is painted in place: `revision` says when. */
      readonly bitmap: Bitmap
      /** The pixels that the last movement may have changed. */
      readonly dirty: PixelBox | null
      readonly revision: number
    }

/** How the image and its objects are shown; 1 is as they are. */
export interface Display {
  readonly brightness: number
  readonly contrast: number
  /** How much of the usual colour fills objects. */
  readonly fill: number
}

/** Everything as it is. */
export const neutralDisplay: Display = { brightness: 1, contrast: 1, fill: 1 }

/** Edits that are not on disk yet, over all images. */
export interface SavesState {
  readonly pending: number
  /** Why saving stopped; `Editor.retrySaves` goes on. */
  readonly failed: Problem | null
}

/** Everything that the canvas and the panels show of the open image. Published as immutable values. */
export interface EditorState {
  readonly image: ImageRow | null
  readonly annotations: Annotations
  /** The objects that a gesture under way is changing, which a view may draw apart from the others. */
  readonly lifted: ReadonlySet<string>
  readonly selection: ReadonlySet<AnnotationId>
  /** What was copied, to be pasted into this or another image. */
  readonly clipboard: readonly Annotation[]
  /** Null until both an image with a known size and a view size are there. */
  readonly camera: Camera | null
  readonly viewSize: Size
  readonly tool: ToolId
  /** The one before, which putting the pool away goes back to. */
  readonly previousTool: ToolId
  /** The active state node: 'select.translating'; 'hand.panning' while another tool waits underneath. */
  readonly path: string
  readonly cursor: CursorShape
  readonly labels: readonly Label[]
  readonly currentLabel: LabelId | null
  readonly history: HistoryState
  /** Steps inside an unfinished prompt or polygon, which undo and redo take before the history's. */
  readonly steps: { readonly undo: boolean; readonly redo: boolean }
  readonly assist: AssistState
  readonly pool: PoolView
  readonly draft: Draft | null
  /** What a model found and the labels lack or see in another way, drawn for the user to decide about. */
  readonly found: FoundBox | null
  /** In image pixels. */
  readonly brushRadius: number
  /** What the brush or eraser would do now, the Alt key considered. */
  readonly brushMode: 'brush' | 'eraser'
  readonly saves: SavesState
  /** False hides all objects for a look at the image. */
  readonly objectsVisible: boolean
  /** Whether each object is drawn with the name of its class. */
  readonly namesVisible: boolean
  readonly display: Display
}

/** The state of an editor without an image. */
export const initialEditorState: EditorState = {
  image: null,
  annotations: new Map(),
  lifted: new Set(),
  selection: new Set(),
  clipboard: [],
  camera: null,
  viewSize: { width: 0, height: 0 },
  tool: 'select',
  previousTool: 'select',
  path: 'select.idle',
  cursor: 'default',
  labels: [],
  currentLabel: null,
  history: { undo: null, redo: null },
  steps: { undo: false, redo: false },
  assist: noAssist,
  pool: noPool,
  draft: null,
  found: null,
  brushRadius: 12,
  brushMode: 'brush',
  saves: { pending: 0, failed: null },
  objectsVisible: true,
  namesVisible: false,
  display: neutralDisplay
}

/** Reading and listening; only the editor writes. */
export type EditorStore = Pick<StoreApi<EditorState>, 'getState' | 'getInitialState' | 'subscribe'>
