import type { ActionId } from '../actions/actionTable'
import type { Difference } from '../autoAnnotate/differences'
import type { EverythingParams } from '../segment/params'
import type { Point } from '../geometry/spaces'
import type { PixelBox } from '../mask/rle'
import type { Annotation } from '../schema/annotation'
import type { AnnotateInto } from '../schema/autoAnnotate'
import type { Capabilities } from '../schema/capabilities'
import type { AnnotationsDiff, HistoryState } from '../schema/diff'
import type { CandidateChoice } from '../schema/prompt'
import type { EmbeddingState, ImageRow, ViewState } from '../schema/image'
import type { FolderToken, ImageId, JobId, ResultId } from '../schema/ids'
import type { Label } from '../schema/label'
import type { Device } from '../schema/models'
import type { Problem } from '../schema/problem'
import type { ExportReport, PreflightReport, SimplifyCost } from '../schema/exporting'
import type { ImportOutcome, ImportPreview } from '../schema/importing'
import type { Detected, EverythingStrategy, PoolFilters, PoolState, RunId } from '../schema/proposal'
import type { Settings } from '../schema/settings'
import type { MaskData } from '../schema/shape'
import type { TaskKind, TaskState } from '../schema/task'
import type { JobPhase, JobView } from './jobView'

/** A project that can be opened again without a dialog; `id` stands for its folder. */
export interface RecentProject {
  readonly id: string
  readonly name: string
  /** The folder as a person would read it. */
  readonly location: string
}

/** The opened project. */
export interface ProjectView {
  readonly name: string
  readonly location: string
  /** 'user-data' when the folder itself cannot be written. */
  readonly storage: 'beside-images' | 'user-data'
  readonly labels: readonly Label[]
  /** Where the user left off. */
  readonly currentImage: ImageId | null
  readonly imageCount: number
  readonly labelHistory: HistoryState
  /** The folder task that is under way, or was the last one. */
  readonly task: FolderTaskView | null
  /** What was noticed or repaired while opening, to be told once. */
  readonly notices: readonly Problem[]
}

/** What the window needs to begin. */
export interface Bootstrap {
  readonly version: string
  readonly platform: string
  readonly settings: Settings
  /** The language that 'system' stands for. */
  readonly systemLanguage: 'en' | 'ru'
  readonly project: ProjectView | null
  readonly recent: readonly RecentProject[]
  /** The project that the start did not open again, because the last starts with it did not end well. */
  readonly heldBack: RecentProject | null
  readonly engine: EngineView
  /** Work in the background that goes on or has ended. */
  readonly jobs: readonly JobView[]
}

/** Opening either works, is cancelled, or finds a damaged project file that the user decides about. */
export type OpenResult =
  | { readonly kind: 'opened'; readonly project: ProjectView }
  | { readonly kind: 'cancelled' }
  | {
      readonly kind: 'damaged'
      readonly token: FolderToken
      readonly problem: Problem
      readonly salvageable: number
    }

/** An image with everything the editor needs. */
export interface OpenedImage {
  readonly image: ImageRow
  readonly annotations: readonly Annotation[]
  readonly history: HistoryState
  readonly view: ViewState | null
  readonly embedding: EmbeddingState
}

/** The change that undo or redo made, and what can be undone next. */
export interface HistoryStep {
  readonly diff: AnnotationsDiff
  readonly history: HistoryState
}

/** One of SAM's masks: 0 is the single-mask token, 1 to 3 the multimask outputs. */
export interface CandidateMask {
  readonly index: number
  readonly mask: MaskData
  /** Object pixels. */
  readonly area: number
}

/** SAM's answer to a prompt. Only the selected mask is worked out; the others come from `inference.candidate`. */
export interface Prediction {
  readonly resultId: ResultId
  readonly modelId: string
  /** Predicted IoU of the masks: four, or as many as the model gives. */
  readonly scores: readonly number[]
  /** The masks to choose from: the single-mask token's, then by size, without near-twins. */
  readonly choices: readonly CandidateChoice[]
  readonly selected: CandidateMask
  /** Milliseconds inside the engine. */
  readonly engineMs: number
}

export type EngineActivity =
  'starting' | 'idle' | 'encoding' | 'encoding-ahead' | 'predicting' | 'restarting' | 'failed'

/** The state of the inference engine. */
export interface EngineView {
  readonly activity: EngineActivity
  readonly modelName: string | null
  readonly device: Device | null
  /** What the model can be asked; null until it is loaded. */
  readonly capabilities: Capabilities | null
  /** The image being encoded. */
  readonly image: ImageId | null
  readonly ahead: { readonly done: number; readonly total: number }
  readonly problem: Problem | null
}

export interface EmbeddingChange {
  readonly image: ImageId
  readonly state: EmbeddingState
  readonly problem: Problem | null
}

export interface ScanProgress {
  readonly found: number
  readonly finished: boolean
}

export interface JobProgress {
  readonly job: JobId
  readonly phase: JobPhase
  /** Images, objects, or whatever a format's reader counts. */
  readonly done: number
  readonly total: number
}

/** What each kind of job brings. */
export interface JobReports {
  readonly export: ExportReport
  readonly preflight: PreflightReport
  readonly simplify: SimplifyCost
  readonly inspect: ImportPreview
  /** Only the first page of items; `import.report` gives the others. */
  readonly import: ImportOutcome
  /** What was deleted. */
  readonly 'clear-caches': CacheSize
}

/** Files of a cache, and their bytes. */
export interface CacheSize {
  readonly files: number
  readonly bytes: number
}

/** What the application keeps to be faster, for all projects together. */
export interface CacheSizes {
  /** Encoded images. */
  readonly embeddings: CacheSize
  readonly thumbnails: CacheSize
}
export type JobKind = keyof JobReports

/** A job that was done, and what it brought. */
export type JobDone = {
  [K in JobKind]: { readonly kind: 'done'; readonly of: K; readonly report: JobReports[K] }
}[JobKind]

export type JobResult =
  JobDone | { readonly kind: 'cancelled' } | { readonly kind: 'failed'; readonly problem: Problem }

export interface JobFinished {
  readonly job: JobId
  readonly result: JobResult
}

/** A dataset chosen in a native dialog: a folder, or a file. */
export interface ChosenDataset {
  readonly token: FolderToken
  /** The name of the folder or file. */
  readonly name: string
  readonly location: string
}

/** Objects were changed by an import, or by taking one back: what the window holds of these images is out of date. */
export interface ObjectsChanged {
  readonly images: readonly ImageId[]
  readonly labels: readonly Label[]
  readonly labelHistory: HistoryState
}

/** A folder chosen in a native dialog. */
export interface ChosenFolder {
  readonly token: FolderToken
  readonly location: string
}

/** A mask that whole-image segmentation offers; coordinates are image pixels. */
export interface ProposalView {
  /** Unique within its pool. */
  readonly id: string
  readonly mask: MaskData
  /** Object pixels. */
  readonly area: number
  /** The smallest box around the object's pixels. */
  readonly box: PixelBox
  /** Predicted IoU. */
  readonly score: number
  readonly stability: number
  /** The click that gave it. */
  readonly point: Point
  /** The crop that it was seen in; the whole image without crops. */
  readonly cropBox: PixelBox
  /** Put away by the user, or adopted. */
  readonly dismissed: boolean
  /** What a detector says of it: the class, its confidence, and its box. */
  readonly detected?: Detected | undefined
}

/** What whole-image segmentation found in an image, and with which settings. */
export interface ProposalPool {
  readonly image: ImageId
  /** The run that fills it; null when none does, also while one has not found anything yet that will replace it. */
  readonly run: RunId | null
  readonly modelId: string
  readonly params: EverythingParams
  readonly strategy: EverythingStrategy
  readonly state: PoolState
  /** Decoder runs, points that needed none, and points in all. */
  readonly decodes: number
  readonly skipped: number
  readonly total: number
  readonly proposals: readonly ProposalView[]
  readonly filters: PoolFilters | null
}

/**
 * What a run has brought since its last event. What is in `removed` goes before what is in `added` comes; an added
 * one may replace one of the same id. A run is first heard of when it replaces the image's pool, or when it has ended
 * without: on an event of a run that does not fill the pool that the window knows, it loads the pool anew.
 */
export interface ProposalsChange {
  readonly image: ImageId
  readonly run: RunId
  readonly added: readonly ProposalView[]
  readonly removed: readonly string[]
  readonly decodes: number
  readonly skipped: number
  readonly total: number
  /** 'running' until the last event of the run. */
  readonly state: PoolState
  /** Why the run ended early; null when it was stopped, and when it is complete. */
  readonly problem: Problem | null
}

/** An image that a folder task could not do. */
export interface TaskFailure {
  readonly image: ImageId
  readonly problem: Problem
}

/** What a model and the labels of an image do not agree on. */
export interface ImageDifferences {
  readonly image: ImageId
  readonly differences: readonly Difference[]
}

/** Work on many images that goes on in the background, also after a restart. */
export interface FolderTaskView {
  readonly kind: TaskKind
  /** What automatic annotation does with what it finds; null for other tasks. */
  readonly into: AnnotateInto | null
  readonly state: TaskState
  /** Images that are done, those that failed, and all. */
  readonly done: number
  readonly failed: number
  readonly total: number
  readonly current: ImageId | null
  /** Null until it can be told. */
  readonly secondsLeft: number | null
  /** The first of those that failed. */
  readonly failures: readonly TaskFailure[]
  /** Why it was paused without being asked: a full disk, an engine that does not run. */
  readonly problem: Problem | null
}

/** Commands of the native menu, carried out by the same actions as buttons and keys. */
export type MenuCommand = ActionId
