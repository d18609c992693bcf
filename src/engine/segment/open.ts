import { EngineError } from '@shared/engineError'
import type { EngineParts } from '../process/parts'
import type { EngineEvent } from '../process/protocol'
import type { PortFactory } from '../../rpc/port'
import { PointPool } from './pool'
import { EverythingRuns } from './runs'
import type { CornerBox } from '@shared/segment/cornerBox'
import type { ReadyEmbedding } from '../embeddings/embeddings'
import { readImageFile } from '../../imaging/readFile'
import type { ImageRef } from '../embeddings/embeddingTypes'
import type { EncodePriority, EncodeQueue } from '../embeddings/encodeQueue'
import type { WorkerLink } from '../process/workers/workerLink'
import type { EncoderCalls } from '../process/workers/messages'
import type { CropSource } from './cropSource'

export interface OpenEverythingOptions
  extends Omit<EngineSourceOptions, 'pixelLimit'>, Pick<EngineParts, 'init' | 'manifest' | 'files'> {
  readonly port: PortFactory | undefined
  readonly emit: (event: EngineEvent) => void
  readonly onChange: () => void
}

/** Whole-image segmentation over the engine's encoder and caches; its own workers start with the first run. */
export function openEverything(options: OpenEverythingOptions): EverythingRuns {
  const { init, manifest, files, port, emit, onChange } = options
  const sourceOptions = { ...options, pixelLimit: init.pixelLimit }
  return new EverythingRuns({
    createPool() {
      if (!port) throw new EngineError('internal', 'The engine runs without whole-image workers')
      const onRestart = (message: string): void => {
        emit({ name: 'warning', warning: { code: 'worker-restarted', message } })
      }
      return new PointPool({ port, model: { manifest, files }, onRestart })
    },
    source: (image) => engineSource(sourceOptions, image),
    onChange
  })
}

interface EngineSourceOptions {
  readonly encoder: Pick<WorkerLink<EncoderCalls>, 'call'>
  readonly queue: EncodeQueue<ReadyEmbedding>
  readonly pixelLimit: number
  /** Finds or makes the embedding of the whole image. */
  readonly ensure: (image: ImageRef, priority: () => EncodePriority) => Promise<ReadyEmbedding>
}

/** Everything that the user waits for is encoded first. */
const PRIORITY: EncodePriority = 'ahead'

/** Embeddings from the engine's caches and, for crops, which nobody asks for twice, from its encoder. */
function engineSource(options: EngineSourceOptions, image: ImageRef): CropSource {
  return {
    async encode(crop) {
      const ready = crop
        ? await options.queue.push(`${image.imageKey}#${crop.join(',')}`, PRIORITY, () => {
            return encodeCrop(options, image, crop)
          })
        : await options.ensure(image, () => PRIORITY)
      return ready.embedding
    }
  }
}

async function encodeCrop(
  { encoder, pixelLimit }: EngineSourceOptions,
  { imageKey, path }: ImageRef,
  crop: CornerBox
): Promise<ReadyEmbedding> {
  const start = performance.now()
  const bytes = await readImageFile(path)
  const read_ms = performance.now() - start
  const params = { bytes, pixelLimit, file: path, crop }
  const reply = await encoder.call('encode', params, { transfer: [bytes.buffer], note: imageKey })
  const { width, height, tensors, decode_ms, preprocess_ms, encode_ms } = reply
  const timings = { read_ms, decode_ms, preprocess_ms, encode_ms }
  return { embedding: { key: '', width, height, tensors }, source: 'encoded', timings }
}
