import { embeddingKey, type Embedding } from './cache/embedding'
import type { DiskCache } from './cache/diskCache'
import type { FileIndex } from './cache/fileIndex'
import type { MemoryCache } from './cache/memoryCache'
import { errorData, type EngineError } from '@shared/engineError'
import { identifyFile, signatureOf, type IdentifiedFile } from '../models/identify'
import { namingFile } from '../../imaging/errors'
import { readImageHeader } from '../../imaging/header'
import { checkLimits } from '../../imaging/limits'
import { readImageFile } from '../../imaging/readFile'
import type { EngineEvent } from '../process/protocol'
import type { EmbeddingState, EncodeTimings, ImageRef } from './embeddingTypes'
import type { EncodePriority, EncodeQueue } from './encodeQueue'
import type { WorkerLink } from '../process/workers/workerLink'
import type { EncoderCalls } from '../process/workers/messages'

/** An embedding, and how it was come by. */
export interface ReadyEmbedding {
  readonly embedding: Embedding
  readonly source: 'memory' | 'disk' | 'encoded'
  readonly timings: EncodeTimings
}

export interface EmbeddingsOptions {
  readonly encoder: Pick<WorkerLink<EncoderCalls>, 'call'>
  readonly queue: EncodeQueue<ReadyEmbedding>
  readonly memory: MemoryCache
  readonly disk: DiskCache
  readonly index: FileIndex
  /** The model's part of a key, see `modelTag`. */
  readonly tag: string
  readonly pixelLimit: number
  readonly emit: (event: EngineEvent) => void
}

interface KeyedFile extends IdentifiedFile {
  readonly key: string
  /** What reading and hashing took. */
  readonly read_ms: number
}

interface KnownImage {
  readonly path: string
  readonly key: string
}

const NO_TIME: EncodeTimings = { read_ms: 0, decode_ms: 0, preprocess_ms: 0, encode_ms: 0 }

/** Finds or makes embeddings: memory first, then disk, then the encoder. */
export class Embeddings {
  private readonly known = new Map<string, KnownImage>()
  /** Images that could not be encoded, with the signature of the file at that time. */
  private readonly failed = new Map<string, string>()

  constructor(private readonly options: EmbeddingsOptions) {
    options.memory.onEvict = (key) => this.report(key)
    options.disk.onEvict = (key) => this.report(key)
  }

  /** The embedding if it is in memory, without a look at the file: for prompts on an open image. */
  inMemory({ imageKey, path }: ImageRef): Embedding | undefined {
    const known = this.known.get(imageKey)
    return known?.path === path ? this.options.memory.get(known.key) : undefined
  }

  /**
   * The embedding, encoded if need be.
   * @param priority asked when the image joins the queue, because the user may have moved on by then.
   * @throws EngineError image-*, superseded, internal.
   */
  async ensure(image: ImageRef, priority: () => EncodePriority): Promise<ReadyEmbedding> {
    const start = performance.now()
    try {
      const file = await this.identify(image)
      return (
        (await this.find(image.imageKey, file.key, start)) ??
        (await this.options.queue.push(image.imageKey, priority(), () => this.encode(image, file)))
      )
    } catch (error) {
      const named = namingFile(error, image.path)
      if (named.kind !== 'superseded' && named.kind !== 'cancelled') await this.noteFailure(image, named)
      throw named
    }
  }

  /** Where an image's embedding is, by one look at the file's size and time. */
  async locate(image: ImageRef): Promise<EmbeddingState> {
    const signature = await signatureOf(image.path).catch(() => undefined)
    if (!signature) return this.failed.has(image.imageKey) ? 'failed' : 'absent'
    const hash = this.options.index.get(signature)
    if (hash !== undefined) {
      const key = embeddingKey(hash, signature.size, this.options.tag)
      this.known.set(image.imageKey, { path: image.path, key })
      const state = this.stateOf(key)
      if (state !== 'absent') return state
    }
    return this.failed.get(image.imageKey) === signature.text ? 'failed' : 'absent'
  }

  /** Drops an image from memory and forgets what is known of it. */
  forget(imageKey: string): void {
    const known = this.known.get(imageKey)
    if (known) this.options.memory.delete(known.key)
    this.known.delete(imageKey)
    this.failed.delete(imageKey)
  }

  private stateOf(key: string): 'memory' | 'disk' | 'absent' {
    if (this.options.memory.has(key)) return 'memory'
    return this.options.disk.has(key) ? 'disk' : 'absent'
  }

  /** A cache let a content go: tells of every image that has it. */
  private report(key: string): void {
    for (const [imageKey, known] of this.known) {
      if (known.key === key) this.options.emit({ name: 'embedding', imageKey, state: this.stateOf(key) })
    }
  }

  private async identify(image: ImageRef): Promise<KeyedFile> {
    const { index, tag } = this.options
    const start = performance.now()
    const file = await identifyFile(image.path, index, () => this.checkSize(image.path))
    const key = embeddingKey(file.hash, file.signature.size, tag)
    this.known.set(image.imageKey, { path: image.path, key })
    return { ...file, key, read_ms: performance.now() - start }
  }

  private async find(imageKey: string, key: string, start: number): Promise<ReadyEmbedding | undefined> {
    const { memory, disk } = this.options
    const held = memory.get(key)
    if (held) return this.hold(imageKey, held)
    const stored = await disk.read(key)
    if (!stored) return undefined
    this.keep(imageKey, stored)
    return { embedding: stored, source: 'disk', timings: { ...NO_TIME, read_ms: performance.now() - start } }
  }

  private keep(imageKey: string, embedding: Embedding): void {
    this.options.memory.set(embedding)
    this.failed.delete(imageKey)
    this.options.emit({ name: 'embedding', imageKey, state: this.stateOf(embedding.key) })
  }

  /** It is in memory already, perhaps for another file of the same content. */
  private hold(imageKey: string, embedding: Embedding): ReadyEmbedding {
    this.failed.delete(imageKey)
    this.options.emit({ name: 'embedding', imageKey, state: 'memory' })
    return { embedding, source: 'memory', timings: NO_TIME }
  }

  /** Remembered for this state of the file, so that encode-ahead does not come back to it. */
  private async noteFailure({ imageKey, path }: ImageRef, error: EngineError): Promise<void> {
    const text = (await signatureOf(path).catch(() => undefined))?.text ?? ''
    if (this.failed.get(imageKey) === text) return
    this.failed.set(imageKey, text)
    this.options.emit({ name: 'embedding', imageKey, state: 'failed', error: errorData(error) })
  }

  private async encode({ imageKey, path }: ImageRef, file: KeyedFile): Promise<ReadyEmbedding> {
    const held = this.options.memory.get(file.key)
    if (held) return this.hold(imageKey, held)
    const read = performance.now()
    const bytes = file.bytes ?? (await this.read(path))
    const read_ms = file.read_ms + performance.now() - read
    const params = { bytes, pixelLimit: this.options.pixelLimit, file: path }
    const reply = await this.options.encoder.call('encode', params, {
      transfer: [bytes.buffer],
      note: imageKey
    })
    const { width, height, tensors, decode_ms, preprocess_ms, encode_ms } = reply
    const embedding = { key: file.key, width, height, tensors }
    this.keep(imageKey, embedding)
    void this.options.disk.write(embedding)
    return { embedding, source: 'encoded', timings: { read_ms, decode_ms, preprocess_ms, encode_ms } }
  }

  private async read(path: string): Promise<Uint8Array<ArrayBuffer>> {
    await this.checkSize(path)
    return readImageFile(path)
  }

  private async checkSize(path: string): Promise<void> {
    checkLimits(await readImageHeader(path), this.options.pixelLimit, path)
  }
}
