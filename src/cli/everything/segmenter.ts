import type { EverythingParams } from '@shared/everything/params'
import type { Proposal } from '@shared/everything/proposal'
import type { Device } from '@shared/schema/models'
import { fallbackText } from '../device'
import { EngineError } from '../../main/inference/engine/errors'
import type { PromptableModel } from '../../main/inference/engine/model/modelFiles'
import { sessionThreads } from '../../main/inference/engine/runtime/threads'
import { bytesSource, fileSource } from '../../main/inference/engine/wholeImage/cropSource'
import { generateProposals, type EverythingSummary } from '../../main/inference/engine/wholeImage/generate'
import type { EverythingStrategy } from '../../main/inference/engine/wholeImage/messages'
import { PointPool } from '../../main/inference/engine/wholeImage/pool'
import { WorkerLink } from '../../main/inference/engine/workers/link'
import type { EncoderCalls } from '../../main/inference/engine/workers/messages'
import { threadPorts } from '../../main/inference/engine/workers/threadPort'
import type { SegmentedImage } from './resultJson'

/** How far an image is. */
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

/** Segments images; the command needs no more of it. */
export interface ImageSegmenter {
  /** Changes when results may: the networks' hashes. */
  readonly modelHash: string
  /** Errors: image-*, cancelled, internal. */
  segment(path: string, options: SegmentOptions): Promise<SegmentedImage>
  close(): Promise<void>
}

/** The engine's whole-image part in this process: an encoder and as many decoders as there are cores, in threads. */
export class Segmenter implements ImageSegmenter {
  private constructor(
    readonly modelHash: string,
    private readonly encoder: WorkerLink<EncoderCalls>,
    private readonly pool: PointPool
  ) {}

  /**
   * The workers load the model when the first image comes.
   * @param device where images are encoded; points are decoded on all cores of the processor, side by side.
   */
  static open(
    model: PromptableModel,
    onWarning: (message: string) => void,
    device: Device = 'cpu'
  ): Segmenter {
    // The workers' files lie beside the built command.
    const port = (name: string): ReturnType<typeof threadPorts> => {
      return threadPorts(new URL(`./${name}.js`, import.meta.url))
    }
    const load = { ...model, threads: sessionThreads(0), device }
    const encoder = new WorkerLink<EncoderCalls>('encoder', port('encoderWorker'), load, onWarning)
    if (device !== 'cpu') {
      // A model that does not load at all is the first image's failure.
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

  /** @param image a file's path, or what is in a file. */
  async segment(image: string | Uint8Array, options: SegmentOptions): Promise<SegmentedImage> {
    const source =
      typeof image === 'string'
        ? fileSource(this.encoder, image, Number.POSITIVE_INFINITY)
        : bytesSource(this.encoder, image, 'image', Number.POSITIVE_INFINITY)
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
    throw new EngineError('internal', 'The segmentation ended without a result')
  }

  async close(): Promise<void> {
    await Promise.all([this.pool.stop(), this.encoder.stop()])
  }
}

function isSummary(progress: { readonly done: boolean }): progress is EverythingSummary {
  return progress.done
}

function segmented(
  { size, order, decodes, timings }: EverythingSummary,
  found: ReadonlyMap<string, Proposal>,
  first_ms: number | null
): SegmentedImage {
  const proposals = order.flatMap((id) => found.get(id) ?? [])
  return { ...size, proposals, decodes, timings: { ...timings, first_ms } }
}
