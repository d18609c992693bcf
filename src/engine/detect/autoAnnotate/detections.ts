import type { Embedding } from '../../embeddings/cache/embedding'
import { EngineError } from '@shared/engineError'
import { readImageFile } from '../../../imaging/readFile'
import type { Detection } from '../detection'
import type { DetectedObject, DetectParams, DetectResult } from '../../process/protocol'
import type { ImageRef } from '../../embeddings/embeddingTypes'
import { WorkerLink } from '../../process/workers/workerLink'
import type { DecoderCalls } from '../../process/workers/messages'
import type { PortFactory } from '../../../rpc/port'
import type { DetectorCalls, DetectorSource } from './detectorMessages'
import { rleArea } from '@shared/mask/measure'

export interface DetectionsOptions {
  /** Left out, the engine runs without detectors. */
  readonly port: PortFactory | undefined
  readonly threads: number
  readonly pixelLimit: number
  readonly decoder: Pick<WorkerLink<DecoderCalls>, 'call'>
  /** Finds or makes an image's embedding, after everything that the user waits for. */
  readonly embed: (image: ImageRef) => Promise<Embedding>
  readonly onRestart: (message: string) => void
}

interface LoadedDetector {
  readonly source: DetectorSource
  readonly link: WorkerLink<DetectorCalls>
}

/** Finds and outlines the objects of images, one model at a time, in a worker that starts with the first image. */
export class Detections {
  private loaded: LoadedDetector | undefined
  /** Ends when the worker of the last request is there. */
  private opening: Promise<unknown> = Promise.resolve()
  private readonly closing = new AbortController()

  constructor(private readonly options: DetectionsOptions) {}

  /**
   * Ends before its next outline when the signal is aborted.
   * @throws EngineError image-*, model-*, superseded, cancelled, internal
   */
  async detect(params: DetectParams, signal: AbortSignal): Promise<DetectResult> {
    const { imageKey, path, detector, outline, ...options } = params
    const link = await this.link(detector)
    const bytes = await readImageFile(path)
    const file = { bytes, pixelLimit: this.options.pixelLimit, file: path, options }
    const transfer = [bytes.buffer]
    const { width, height, detections } = await link.call('detect', file, { transfer, note: imageKey })
    const ended = AbortSignal.any([signal, this.closing.signal])
    const objects = outline
      ? await this.outline({ imageKey, path }, detections, ended)
      : detections.map((detection) => detectedObject(detection, null))
    return { width, height, objects }
  }

  async close(): Promise<void> {
    this.closing.abort()
    await this.loaded?.link.stop()
    this.loaded = undefined
  }

  /** The worker of a model; requests that come together share it. */
  private link(source: DetectorSource): Promise<WorkerLink<DetectorCalls>> {
    const link = this.opening.then(() => this.open(source))
    this.opening = link.catch(() => undefined)
    return link
  }

  /** The worker before is ended first, so that memory never holds two. */
  private async open(source: DetectorSource): Promise<WorkerLink<DetectorCalls>> {
    const { port, threads, onRestart } = this.options
    const { loaded } = this
    if (loaded?.source.path === source.path && loaded.source.device === source.device) return loaded.link
    if (!port) throw new EngineError('internal', 'The engine runs without detectors')
    this.loaded = undefined
    await loaded?.link.stop()
    const link = new WorkerLink<DetectorCalls>('detector', port, { ...source, threads }, onRestart)
    this.loaded = { source, link }
    return link
  }

  /** Best first; objects without a pixel are left out. */
  private async outline(
    image: ImageRef,
    detections: readonly Detection[],
    signal: AbortSignal
  ): Promise<DetectedObject[]> {
    let embedding: Embedding | undefined
    const objects: DetectedObject[] = []
    for (const detection of detections) {
      if (signal.aborted) throw new EngineError('cancelled', 'The detection was cancelled')
      embedding ??= detection.mask ? undefined : await this.options.embed(image)
      const object = embedding
        ? await this.outlined(image, embedding, detection)
        : detectedObject(detection, null)
      if (object.mask && rleArea(object.mask) > 0) objects.push(object)
    }
    return objects
  }

  private async outlined(
    { imageKey }: ImageRef,
    embedding: Embedding,
    detection: Detection
  ): Promise<DetectedObject> {
    const { x, y, width, height } = detection.box
    const params = { embedding, box: [x, y, x + width, y + height] as const }
    const { mask, score } = await this.options.decoder.call('outline', params, { note: imageKey })
    return detectedObject({ ...detection, mask }, score)
  }
}

function detectedObject(
  { classIndex, className, box, score, mask }: Detection,
  maskScore: number | null
): DetectedObject {
  return { classIndex, className, box, score, mask, maskScore }
}
