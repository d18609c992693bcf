/**
 * What the engine and its host say to each other. Plain data that survives a structured clone; no run-time code,
 * so both sides (and the tests) import it freely. All image coordinates are pixels of the oriented image (after
 * EXIF), x to the right, y down, fractions allowed. All times are milliseconds.
 */
import type { WorkerStatus } from './workers/workerLink'
import type { Proposal } from '@shared/segment/proposal'
import type { EverythingInput } from '@shared/segment/validate'
import type { Box } from '@shared/geometry/box'
import type { Rle } from '@shared/mask/rle'
import type { CandidateChoice } from '@shared/schema/prompt'
import type { Device } from '@shared/schema/models'
import type { AnnotateOptions } from '../detect/autoAnnotate/annotateImage'
import type { DetectorSource } from '../detect/autoAnnotate/detectorMessages'
import type { EngineErrorData } from '@shared/engineError'
import type { Capabilities } from '@shared/schema/capabilities'
import type { EverythingStrategy } from '../segment/messages'
import type { EverythingTimings } from '../segment/stopwatch'
import type { CandidateRef, Prompt, CandidateMask } from '../prompt/promptTypes'
import type { ImageRef, EncodeTimings, EmbeddingState, CacheStats } from '../embeddings/embeddingTypes'

export interface InitParams {
  /** Folder with manifest.json and the model's files. */
  readonly modelDir: string
  /** Folder of the disk cache; made when missing. */
  readonly cacheDir: string
  /** Size limit of the disk cache; 0 turns it off. */
  readonly cacheLimitBytes: number
  /** Size limit of the embeddings in memory (one of SAM is 4 MiB, one of SAM 2 is 16). */
  readonly memoryLimitBytes: number
  /** Threads of a session; 0 = chosen from the machine. */
  readonly threads: number
  /** Where the model is to run; the processor when it is left out. */
  readonly device?: Device | undefined
  /** Images with more pixels are refused before they are decoded. */
  readonly pixelLimit: number
}

export interface InitResult {
  readonly modelId: string
  readonly modelName: string
  /** The execution provider that really runs. */
  readonly device: Device
  /** Why it is not the device that was asked for. */
  readonly fallback?: string | undefined
  readonly threads: number
  readonly capabilities: Capabilities
}

/** Where an embedding came from, and what each step took. Steps that were not needed are 0. */
export interface OpenImageResult {
  /** Image pixels after orientation. */
  readonly width: number
  readonly height: number
  readonly source: 'memory' | 'disk' | 'encoded'
  readonly timings: EncodeTimings
}

export interface PredictParams {
  readonly imageKey: string
  readonly path: string
  readonly prompt: Prompt
  /** A newer request of a stream supersedes the older ones of that stream that still wait ('hover', 'click'…). */
  readonly stream: string
}

export interface PredictResult {
  /** Names this result for `candidate` and `Prompt.previous`. */
  readonly resultId: string
  readonly width: number
  readonly height: number
  /** Predicted IoU of the candidates: four, or as many as the model gives. */
  readonly scores: readonly number[]
  /** The candidate that the official rule picks, whose mask is here. */
  readonly selected: number
  /** Those to choose from, by size and without near-twins. */
  readonly choices: readonly CandidateChoice[]
  readonly mask: CandidateMask
  /** Whether `Prompt.previous` was known and fed back; never with a model that takes no masks. */
  readonly refined: boolean
  readonly timings: PredictTimings
}

interface PredictTimings {
  /** From the request's arrival until the decoder took it up, encoding included. */
  readonly wait_ms: number
  /** The decoder's run. */
  readonly decode_ms: number
  /** Logits to runs. */
  readonly mask_ms: number
  /** From arrival to reply. */
  readonly total_ms: number
}

/** Segments everything in an image. */
export interface EverythingStartParams extends ImageRef {
  /** What is left out takes its default. */
  readonly params: EverythingInput
  readonly strategy: EverythingStrategy
}

/** What a run has found since its last news. Ids are unique within the run. */
export interface EverythingNews {
  readonly added: readonly Proposal[]
  /** Proposals that were worse doubles of later ones, and those that are limited or cleaned away at the end. */
  readonly removed: readonly string[]
  /** Decoder runs so far, points that need none, and points in all. */
  readonly decodes: number
  readonly skipped: number
  readonly total: number
}

/** The last news of a run. */
export interface EverythingResult extends EverythingNews {
  /** The ids of all proposals, in the official order. */
  readonly order: readonly string[]
  readonly timings: EverythingTimings
}

/** Finds the objects of an image. What is not given of the options is as in Ultralytics' `predict`. */
export interface DetectParams extends ImageRef, AnnotateOptions {
  readonly detector: DetectorSource
  /** Whether boxes are outlined; where they are not, only segmenters give masks. */
  readonly outline: boolean
}

/** An object that a detector found; image pixels. */
export interface DetectedObject {
  readonly classIndex: number
  readonly className: string
  readonly box: Box
  /** The detector's confidence. */
  readonly score: number
  /** Row-major runs. */
  readonly mask?: Rle | undefined
  /** Predicted IoU; null for a detector's own masks, and without a mask. */
  readonly maskScore: number | null
}

export interface DetectResult {
  readonly width: number
  readonly height: number
  /** Best first. */
  readonly objects: readonly DetectedObject[]
}

export interface SelfTestResult {
  readonly modelId: string
  readonly device: Device
  readonly encode_ms: number
  readonly decode_ms: number
  /** Object pixels of the test prompt's mask, and its predicted IoU: both above 0 when all is well. */
  readonly area: number
  readonly score: number
}

export interface EngineStats {
  readonly modelId: string
  readonly device: Device
  readonly threads: number
  /** Resident memory of the process. */
  readonly rssBytes: number
  readonly memoryCache: CacheStats
  readonly diskCache: CacheStats
  /** Medians over this session; 0 before the first. */
  readonly timings: {
    readonly encode_ms: number
    readonly decode_ms: number
    readonly predict_ms: number
    readonly encodes: number
    readonly predicts: number
  }
}

/**
 * The engine's calls. A rejected call carries `EngineErrorData`.
 * Everything but `init`, `ping`, `events` and `shutdown` needs a successful `init` first ('internal' otherwise).
 */
export interface EngineCalls extends ServiceCalls {
  /** What the engine reports unasked; goes on until it is cancelled. */
  events: { params: undefined; result: undefined; news: EngineEvent }
}

/** The calls that a service answers, whatever carries them. */
export interface ServiceCalls {
  /** Loads the model; again with another folder to change it. Errors: model-missing, model-altered. */
  init: { params: InitParams; result: InitResult }
  /** Makes this the current image; resolves when its embedding is ready. Errors: image-*, superseded. */
  openImage: { params: ImageRef; result: OpenImageResult }
  /** Errors: image-*, superseded, cancelled, bad-prompt, prompt-unsupported. */
  predict: { params: PredictParams; result: PredictResult }
  /** Another candidate of a recent result (the last 16 are kept). Errors: bad-prompt when it is gone. */
  candidate: { params: CandidateRef; result: CandidateMask }
  /**
   * Finds objects, and outlines them after everything that the user waits for. Errors: image-*, model-*, superseded,
   * cancelled (before the next outline).
   */
  detect: { params: DetectParams; result: DetectResult }
  /**
   * Whole-image segmentation. Runs go one after the other, make way for prompts, and end within one decode when they are
   * cancelled. News are delivered: nothing more is sent before the caller has processed them. Errors: image-*,
   * superseded, cancelled, bad-prompt (settings out of range).
   */
  everything: { params: EverythingStartParams; result: EverythingResult; news: EverythingNews }
  /** By imageKey. Cheap: one look at each file's size and time, no hashing. */
  embeddingStates: {
    params: { readonly images: readonly ImageRef[] }
    result: Record<string, EmbeddingState>
  }
  /** The images to encode while idle, in this order; replaces the earlier list. */
  setAhead: { params: { readonly images: readonly ImageRef[] }; result: undefined }
  /** Drops an image's embedding from memory, and what is known of its file. */
  forget: { params: { readonly imageKey: string }; result: undefined }
  /** Somebody has deleted files of the disk cache: takes stock of what is left, and forgets the hashes of files. */
  cacheCleared: { params: undefined; result: undefined }
  stats: { params: undefined; result: EngineStats }
  /** Encodes the image and predicts a point at its centre, past every cache. */
  selfTest: { params: { readonly path: string }; result: SelfTestResult }
  /** Answers at once, whatever the workers do: no answer means that the process hangs. */
  ping: { params: undefined; result: { readonly uptime_ms: number } }
  /** Which worker is busy and for how long. */
  workerPing: {
    params: undefined
    result: { readonly encoder: WorkerStatus; readonly decoder: WorkerStatus }
  }
  /** Only with the environment variable MASKWRIGHT_TEST=1: the process or a worker dies. */
  debugCrash: { params: { readonly target: 'process' | 'encoder' | 'decoder' }; result: undefined }
  /** Only with the environment variable MASKWRIGHT_TEST=1: the thread stops answering for that long. */
  debugHang: {
    params: { readonly target: 'process' | 'encoder' | 'decoder'; readonly ms: number }
    result: undefined
  }
  /** Stops the workers and writes what is pending; the process may then be ended. */
  shutdown: { params: undefined; result: undefined }
}

/** What the engine reports unasked. */
export type EngineEvent =
  | {
      readonly name: 'embedding'
      readonly imageKey: string
      readonly state: EmbeddingState
      readonly error?: EngineErrorData | undefined
    }
  | {
      readonly name: 'activity'
      readonly state: 'idle' | 'encoding' | 'encoding-ahead' | 'predicting'
      readonly imageKey?: string | undefined
    }
  /** Progress through the encode-ahead list. */
  | { readonly name: 'ahead'; readonly done: number; readonly total: number }
  /** Something that the user may want to know and that failed no request: a full disk, a restarted worker. */
  | { readonly name: 'warning'; readonly warning: EngineWarning }

export interface EngineWarning {
  readonly code: 'cache-write-failed' | 'cache-entry-damaged' | 'worker-restarted'
  /** English, for logs and the command line. */
  readonly message: string
  /** Why, where the interface says it: the system's code, or its words. */
  readonly reason?: string | undefined
}
