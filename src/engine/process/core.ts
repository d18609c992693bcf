import type { EmbeddingState, ImageRef } from '../embeddings/embeddingTypes'
import type { CandidateMask, CandidateRef } from '../prompt/promptTypes'
import type { Embedding } from '../embeddings/cache/embedding'
import { Prefetcher } from '../embeddings/prefetcher'
import { Detections } from '../detect/autoAnnotate/detections'
import { expectedBytes } from '../models/expectedBytes'
import { Embeddings, type ReadyEmbedding } from '../embeddings/embeddings'
import { closeParts, openParts, type EngineParts, type EngineDeps } from './parts'
import { Prompts } from '../prompt/prompts'
import type * as P from './protocol'
import { EncodeQueue, type EncodePriority } from '../embeddings/encodeQueue'
import { IdleTimer } from '../embeddings/idleTimer'
import { selfTest } from './selfTest'
import type { WorkerStatus } from './workers/workerLink'
import { RollingMedian } from './timings'
import { openEverything } from '../segment/open'
import type { EverythingRuns } from '../segment/runs'
import type { EngineEvent, EngineStats } from './protocol'

/** The window shows the image first. */
const PREPARE_AFTER_MS = 100
/** How many files are looked at together. */
const BATCH = 32

/** The engine with one model loaded: decides what is done when. */
export class EngineCore {
  private currentKey: string | undefined
  private preparing: ReturnType<typeof setTimeout> | undefined
  private readonly encodeTimes = new RollingMedian()
  private readonly queue: EncodeQueue<ReadyEmbedding>
  private readonly embeddings: Embeddings
  readonly prompts: Prompts
  private readonly ahead: Prefetcher
  private readonly quiet: IdleTimer
  private readonly activity: ActivityReporter
  /** Whole-image segmentation. */
  readonly everything: EverythingRuns
  /** Objects that detectors find. */
  readonly detections: Detections

  private constructor(
    private readonly parts: EngineParts,
    { emit, everythingPort, detectorPort, aheadQuietMs = 1000 }: EngineDeps
  ) {
    this.activity = new ActivityReporter(emit)
    this.queue = new EncodeQueue(() => this.changed())
    const { pixelLimit } = parts.init
    this.embeddings = new Embeddings({ ...parts, queue: this.queue, pixelLimit, emit })
    this.prompts = new Prompts({
      decoder: parts.decoder,
      embed: async (image) => {
        return this.embeddings.inMemory(image) ?? (await this.ensure(image, () => 'prompt')).embedding
      },
      onChange: () => {
        this.quiet.touch()
        this.changed()
      }
    })
    this.everything = openEverything({
      ...parts,
      port: everythingPort,
      queue: this.queue,
      ensure: (image, priority) => this.ensure(image, priority),
      emit,
      onChange: () => this.changed()
    })
    this.detections = new Detections({
      ...parts,
      port: detectorPort,
      pixelLimit,
      embed: async (image) => (await this.ensure(image, () => 'ahead')).embedding,
      onRestart: (message) => emit({ name: 'warning', warning: { code: 'worker-restarted', message } })
    })
    this.ahead = new Prefetcher({
      mayRun: () => {
        return this.queue.idle && this.prompts.size === 0 && !this.everything.busy && this.quiet.quiet
      },
      isReady: async (image) => (await this.embeddings.locate(image)) !== 'absent',
      encode: (image) => this.ensure(image, () => 'ahead'),
      onProgress: (done, total) => emit({ name: 'ahead', done, total })
    })
    this.quiet = new IdleTimer(aheadQuietMs, () => this.ahead.resume())
  }

  static async open(init: P.InitParams, around: EngineDeps): Promise<EngineCore> {
    return new EngineCore(await openParts(init, around), around)
  }

  get description(): P.InitResult {
    const { manifest, device, fallback, threads } = this.parts
    const { id, name, capabilities } = manifest
    return { modelId: id, modelName: name, device, fallback, threads, capabilities }
  }

  async openImage(image: ImageRef): Promise<P.OpenImageResult> {
    this.currentKey = image.imageKey
    this.quiet.touch()
    this.queue.demoteOthers(image.imageKey)
    const { embedding, source, timings } = await this.ensure(image, () => {
      return this.currentKey === image.imageKey ? 'current' : 'demoted'
    })
    this.ahead.resume()
    this.prepareSoon(image.imageKey, embedding)
    return { width: embedding.width, height: embedding.height, source, timings }
  }

  candidate(ref: CandidateRef): Promise<CandidateMask> {
    this.quiet.touch()
    return this.prompts.candidate(ref)
  }

  async embeddingStates(images: readonly ImageRef[]): Promise<Record<string, EmbeddingState>> {
    const states: Record<string, EmbeddingState> = {}
    for (let at = 0; at < images.length; at += BATCH) {
      const batch = images.slice(at, at + BATCH)
      const found = await Promise.all(batch.map((image) => this.embeddings.locate(image)))
      batch.forEach(({ imageKey }, i) => {
        states[imageKey] = found[i] ?? 'absent'
      })
    }
    return states
  }

  /** No more images than the larger cache holds, or the last ones would push out the first ones. */
  setAhead(images: readonly ImageRef[]): void {
    const { init, manifest } = this.parts
    const limit = Math.max(init.cacheLimitBytes, init.memoryLimitBytes)
    const room = Math.floor(limit / expectedBytes(manifest)) - 1
    this.ahead.setImages(images.slice(0, Math.max(0, room)))
  }

  forget(imageKey: string): void {
    this.embeddings.forget(imageKey)
  }

  /** Files of the disk cache are gone. What is in memory stays, so that prompts on the open image go on. */
  async cacheCleared(): Promise<void> {
    this.parts.index.clear()
    await this.parts.disk.rescan()
  }

  stats(): P.EngineStats {
    return engineStats(this.parts, this.encodeTimes, this.prompts.decodeTimes, this.prompts.times)
  }

  selfTest(path: string): Promise<P.SelfTestResult> {
    return selfTest(this.parts, path)
  }

  workerStatus(): { readonly encoder: WorkerStatus; readonly decoder: WorkerStatus } {
    return { encoder: this.parts.encoder.status(), decoder: this.parts.decoder.status() }
  }

  /** Makes a worker die or hang; the workers themselves refuse outside of tests. */
  injectFault(target: 'encoder' | 'decoder', how: 'crash' | { readonly hang_ms: number }): Promise<void> {
    return this.parts[target].disturb(how)
  }

  async close(): Promise<void> {
    this.quiet.stop()
    clearTimeout(this.preparing)
    this.ahead.setImages([])
    await Promise.all([this.everything.close(), this.detections.close()])
    await closeParts(this.parts)
  }

  private async ensure(image: ImageRef, priority: () => EncodePriority): Promise<ReadyEmbedding> {
    const ready = await this.embeddings.ensure(image, priority)
    if (ready.source === 'encoded') this.encodeTimes.add(ready.timings.encode_ms)
    return ready
  }

  /** The first prompt would do it otherwise; one that comes meanwhile waits no longer than it would have. */
  private prepareSoon(imageKey: string, embedding: Embedding): void {
    clearTimeout(this.preparing)
    this.preparing = setTimeout(() => {
      if (this.currentKey === imageKey)
        this.parts.decoder.call('prepare', { embedding }).catch(() => undefined)
    }, PREPARE_AFTER_MS)
  }

  private changed(): void {
    const encoding = this.queue.current
    const awaited = encoding !== undefined && encoding.priority !== 'ahead'
    this.everything.setUrgent(this.prompts.size > 0 || awaited)
    if (this.prompts.size > 0) this.activity.update('predicting', this.prompts.imageKey)
    else if (!encoding) this.activity.update('idle')
    else this.activity.update(encoding.priority === 'ahead' ? 'encoding-ahead' : 'encoding', encoding.key)
    this.ahead.resume()
  }
}

type Activity = Extract<EngineEvent, { name: 'activity' }>

/**
 * A prompt is answered sooner than this. It is not reported then: the window would draw its status line twice while
 * the decoder needs the processor.
 */
const BRIEF_MS = 250

/** Reports what the engine is doing, once for each change. */
export class ActivityReporter {
  private last = 'idle'
  private later: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly emit: (event: EngineEvent) => void) {}

  /** Tells what is going on now. */
  update(state: Activity['state'], imageKey?: string): void {
    clearTimeout(this.later)
    if (state !== 'predicting') this.report(state, imageKey)
    else this.later = setTimeout(() => this.report(state, imageKey), BRIEF_MS)
  }

  private report(state: Activity['state'], imageKey?: string): void {
    const now = `${state} ${imageKey ?? ''}`
    if (now.trimEnd() === this.last) return
    this.last = now.trimEnd()
    this.emit({ name: 'activity', state, imageKey })
  }
}

/** Gathers the numbers of the `stats` call. */
function engineStats(
  parts: EngineParts,
  encodes: RollingMedian,
  decodes: RollingMedian,
  predicts: RollingMedian
): EngineStats {
  return {
    modelId: parts.manifest.id,
    device: parts.device,
    threads: parts.threads,
    rssBytes: process.memoryUsage.rss(),
    memoryCache: parts.memory.stats,
    diskCache: parts.disk.stats,
    timings: {
      encode_ms: encodes.median,
      decode_ms: decodes.median,
      predict_ms: predicts.median,
      encodes: encodes.count,
      predicts: predicts.count
    }
  }
}
