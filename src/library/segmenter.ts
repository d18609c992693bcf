import type { EverythingParams } from '@shared/segment/params'
import type { Proposal } from '@shared/segment/proposal'
import type { Device } from '@shared/schema/models'
import { fallbackText } from './fallback'
import { EngineError } from '@shared/engineError'
import { DEFAULT_PIXEL_LIMIT } from '../imaging/limits'
import type { PromptableModel } from '../engine/models/modelFiles'
import { sessionThreads } from '../engine/runtime/threads'
import { bytesSource, fileSource } from '../engine/segment/cropSource'
import { generateProposals, isSummary, type EverythingSummary } from '../engine/segment/generate'
import type { EverythingStrategy } from '../engine/segment/messages'
import { PointPool } from '../engine/segment/pool'
import { WorkerLink } from '../engine/process/workers/workerLink'
import type { EncoderCalls } from '../engine/process/workers/messages'
import { threadPorts } from '../rpc/node/threadPort'
import type { EverythingTimings } from '../engine/segment/stopwatch'

/** Time per step of an image, in ms. */
export interface SegmentTimings extends EverythingTimings {
  /** From the start to the first proposals; null if nothing was found. */
  readonly first_ms: number | null
}

/** A segmented image. */
export interface SegmentedImage {
  readonly width: number
  readonly height: number
  /** In the official order. */
  readonly proposals: readonly Proposal[]
  readonly decodes: number
  readonly timings: SegmentTimings
}

/** Progress of an image. */
export interface SegmentProgress {
  readonly decodes: number
  readonly total: number
  readonly proposals: number
}

export interface SegmentOptions {
  readonly params: EverythingParams
  readonly strategy: EverythingStrategy
  readonly signal: AbortSignal
  readonly onProgress: (progress: SegmentProgress) => void
}

/** Segments images: the part of the engine that the command uses. */
export interface ImageSegmenter {
  /** Hashes of the model files; changes whenever results may change. */
  readonly modelHash: string
  /** Errors: image-*, cancelled, internal. */
  segment(path: string, options: SegmentOptions): Promise<SegmentedImage>
  close(): Promise<void>
}

/** Whole-image segmentation in this process: one encoder thread, and one decoder thread per core. */
export class Segmenter implements ImageSegmenter {
  private constructor(
    readonly modelHash: string,
    private readonly encoder: WorkerLink<EncoderCalls>,
    private readonly pool: PointPool
  ) {}

  /**
   * The workers load the model with the first image.
   * @param device encodes images; points are decoded in parallel on all CPU cores
   */
  static open(
    model: PromptableModel,
    onWarning: (message: string) => void,
    device: Device = 'cpu'
  ): Segmenter {
    // The worker files are next to the built command.
    const port = (name: string): ReturnType<typeof threadPorts> => {
      return threadPorts(new URL(`./${name}.js`, import.meta.url))
    }
    const load = { ...model, threads: sessionThreads(0), device }
    const encoder = new WorkerLink<EncoderCalls>('encoder', port('encoderWorker'), load, onWarning)
    if (device !== 'cpu') {
      // A model that does not load at all is reported with the first image.
      void encoder.start().then(
        ({ fallback }) => {
          if (fallback !== undefined) onWarning(fallbackText(fallback))
        },
        () => undefined
      )
    }
    const pool = new PointPool({ port: port('everythingWorker'), model, onRestart: onWarning })
    const { encoder: encoderFile, decoder: decoderFile } = model.manifest
    const modelFiles = [encoderFile, decoderFile].flatMap((file) => [file, ...file.data])
    const modelHash = modelFiles.map(({ sha256 }) => sha256).join(' ')
    return new Segmenter(modelHash, encoder, pool)
  }

  /** @param image path of a file, or its content */
  async segment(image: string | Uint8Array, options: SegmentOptions): Promise<SegmentedImage> {
    const source =
      typeof image === 'string'
        ? fileSource(this.encoder, image, DEFAULT_PIXEL_LIMIT)
        : bytesSource(this.encoder, image, 'image', DEFAULT_PIXEL_LIMIT)
    const { params, strategy, signal, onProgress } = options
    const found = new Map<string, Proposal>()
    const start = performance.now()
    let first: number | null = null
    for await (const progress of generateProposals({ params, strategy, signal, source, pool: this.pool })) {
      for (const id of progress.removed) found.delete(id)
      for (const proposal of progress.added) found.set(proposal.id, proposal)
      if (progress.added.length > 0) first ??= performance.now() - start
      const { decodes, total, skipped } = progress
      onProgress({ decodes: decodes + skipped, total, proposals: found.size })
      if (isSummary(progress)) return segmented(progress, found, first)
    }
    throw new EngineError('internal', 'Segmentation ended without a result')
  }

  async close(): Promise<void> {
    await Promise.all([this.pool.stop(), this.encoder.stop()])
  }
}

function segmented(
  { size, order, decodes, timings }: EverythingSummary,
  found: ReadonlyMap<string, Proposal>,
  first_ms: number | null
): SegmentedImage {
  const proposals = order.flatMap((id) => found.get(id) ?? [])
  return { ...size, proposals, decodes, timings: { ...timings, first_ms } }
}
