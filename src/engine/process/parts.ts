import type { Device } from '@shared/schema/models'
import { modelTag } from '../embeddings/cache/embedding'
import { DiskCache } from '../embeddings/cache/diskCache'
import { FileIndex } from '../embeddings/cache/fileIndex'
import { MemoryCache } from '../embeddings/cache/memoryCache'
import type { PromptableModel } from '../models/modelFiles'
import { verifyModel } from '../models/verify'
import type { EngineEvent, EngineWarning, InitParams } from './protocol'
import { sessionThreads } from '../runtime/threads'
import { WorkerLink } from './workers/workerLink'
import type { DecoderCalls, EncoderCalls } from './workers/messages'
import type { PortFactory } from '../../rpc/port'

/** What the engine needs from where it runs. */
export interface EngineDeps {
  readonly encoderPort: PortFactory
  readonly decoderPort: PortFactory
  /** Workers of whole-image segmentation; without it there is none. */
  readonly everythingPort?: PortFactory | undefined
  /** The worker of detectors; without it there are none. */
  readonly detectorPort?: PortFactory | undefined
  readonly emit: (event: EngineEvent) => void
  /** How long after the last interaction encode-ahead goes on; 1 s. */
  readonly aheadQuietMs?: number
}

/** A loaded model with its workers and caches. */
export interface EngineParts extends PromptableModel {
  readonly init: InitParams
  /** The model's part of an embedding's key. */
  readonly tag: string
  readonly threads: number
  readonly device: Device
  /** Why it is not the device that was asked for. */
  readonly fallback: string | undefined
  readonly encoder: WorkerLink<EncoderCalls>
  readonly decoder: WorkerLink<DecoderCalls>
  readonly memory: MemoryCache
  readonly disk: DiskCache
  readonly index: FileIndex
}

/**
 * Verifies the model, starts the workers and opens the caches.
 * @throws EngineError model-missing, model-altered, internal.
 */
export async function openParts(init: InitParams, around: EngineDeps): Promise<EngineParts> {
  const model = await verifyModel(init.modelDir)
  const threads = sessionThreads(init.threads)
  const warn = (warning: EngineWarning): void => around.emit({ name: 'warning', warning })
  const restarted = (message: string): void => warn({ code: 'worker-restarted', message })
  const load = { ...model, threads, device: init.device }
  const encoder = new WorkerLink<EncoderCalls>('encoder', around.encoderPort, load, restarted)
  const decoder = new WorkerLink<DecoderCalls>('decoder', around.decoderPort, load, restarted)
  try {
    const [{ provider, fallback }, decoderLoaded, disk, index] = await Promise.all([
      encoder.start(),
      decoder.start(),
      DiskCache.open({ folder: init.cacheDir, limitBytes: init.cacheLimitBytes, onWarning: warn }),
      FileIndex.open(init.cacheDir)
    ])
    const memory = new MemoryCache(init.memoryLimitBytes)
    const tag = modelTag(model.manifest.id, model.manifest.encoder.sha256)
    const where = { device: provider, fallback: fallback ?? decoderLoaded.fallback }
    return { ...model, ...where, init, tag, threads, encoder, decoder, memory, disk, index }
  } catch (error) {
    await Promise.all([encoder.stop(), decoder.stop()])
    throw error
  }
}

/** Ends the workers, after what they are running, and writes what is pending. */
export async function closeParts({ encoder, decoder, index, disk }: EngineParts): Promise<void> {
  await Promise.all([encoder.stop(), decoder.stop(), index.save(), disk.flush()])
}
