import { EngineError } from '@shared/engineError'
import { readImageFile } from '../../../../imaging/readFile'
import { WorkerLink } from '../../../process/workers/workerLink'
import type { PortFactory } from '../../../../rpc/port'
import type { AnnotateOptions } from '../annotateImage'
import type { AutoAnnotatorOptions } from '../autoAnnotator'
import type { AnnotatedImage, LaneCalls } from './laneMessages'
import { Pool } from './pool'
import { StopFlag } from './stopFlag'

export interface AnnotationLanesOptions extends Omit<AutoAnnotatorOptions, 'threads'> {
  readonly port: PortFactory
  /** Of each lane, see `planLanes`. */
  readonly threads: readonly number[]
  /** Told when a lane ended by itself and was started again. */
  readonly onRestart: (message: string) => void
}

/**
 * Annotates several images at the same time, each in a thread that has both models: while one image is encoded, others
 * are decoded, detected and outlined, and the files of the next ones are read.
 */
export class AnnotationLanes {
  private readonly stopFlag = new StopFlag()
  private readonly links: readonly WorkerLink<LaneCalls>[]
  private readonly free: Pool<WorkerLink<LaneCalls>>
  /** As many files again as there are lanes are held while they wait for one. */
  private readonly seats: Pool<number>
  private fallbackReason: string | undefined

  private constructor({ port, threads, onRestart, ...models }: AnnotationLanesOptions) {
    this.links = threads.map((own) => {
      const load = { ...models, threads: own, stop: this.stopFlag.memory }
      return new WorkerLink<LaneCalls>('annotator', port, load, onRestart)
    })
    this.free = new Pool(this.links)
    this.seats = new Pool([...threads, ...threads])
  }

  /** Starts the lanes and waits for their models. @throws EngineError model-* */
  static async open(options: AnnotationLanesOptions): Promise<AnnotationLanes> {
    const lanes = new AnnotationLanes(options)
    try {
      const loaded = await Promise.all(lanes.links.map((link) => link.start()))
      lanes.fallbackReason = loaded.find(({ fallback }) => fallback !== undefined)?.fallback
      return lanes
    } catch (error) {
      await lanes.close()
      throw error
    }
  }

  /** How many images are worked on at the same time. */
  get count(): number {
    return this.links.length
  }

  /** Why a model does not run on the device that was asked for. */
  get fallback(): string | undefined {
    return this.fallbackReason
  }

  /** @throws EngineError image-*, model-*, cancelled, internal */
  annotate(file: string, options: AnnotateOptions): Promise<AnnotatedImage> {
    return this.seats.with(async () => {
      const bytes = await readImageFile(file)
      return this.free.with(async (link) => {
        if (this.stopFlag.aborted) throw new EngineError('cancelled', 'The annotation was cancelled')
        return link.call('annotate', { bytes, file, options }, { transfer: [bytes.buffer], note: file })
      })
    })
  }

  /** Ends every image under way after the run of a model that goes on; they reject with 'cancelled'. */
  cancel(): void {
    this.stopFlag.abort()
  }

  /** Ends the threads, after what they are running. */
  async close(): Promise<void> {
    await Promise.all(this.links.map((link) => link.stop()))
  }
}
