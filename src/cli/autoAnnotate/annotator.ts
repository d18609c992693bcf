import { stat } from 'node:fs/promises'
import { totalmem } from 'node:os'
import {
  AnnotationLanes,
  type AnnotationLanesOptions
} from '../../main/inference/engine/autoAnnotate/lanes/annotationLanes'
import { planLanes } from '../../main/inference/engine/autoAnnotate/lanes/planLanes'
import { fileHash } from '../../main/inference/engine/model/fileHash'
import type { ModelManifest } from '../../main/inference/engine/model/manifest'
import { describeDetector } from '../../main/inference/engine/models/openDetector'
import { sessionThreads } from '../../main/inference/engine/runtime/threads'
import type { PortFactory } from '../../main/inference/engine/workers/port'
import { threadPorts } from '../../main/inference/engine/workers/threadPort'
import { openModelOption } from '../model'
import type { AutoAnnotateRequest } from './request'

/** Annotates images side by side; the command needs no more of it. */
export type ImageAnnotator = Pick<AnnotationLanes, 'annotate' | 'cancel' | 'close' | 'count' | 'fallback'>

/** The models of a run, found and checked, not yet loaded. */
export interface AnnotatorModels {
  /** The detector's, by number. */
  readonly classNames: readonly string[]
  /** The model that outlines; undefined where the detector gives the masks. */
  readonly outlinerId: string | undefined
  /** Changes when results may: hashes of the models' files. */
  readonly hash: string
  /**
   * Loads them, as often as it serves that many images.
   * @param onWarning is told what the user may want to know
   */
  start(images: number, onWarning: (message: string) => void): Promise<ImageAnnotator>
}

/**
 * Finds the models of a request. A segmenter's own masks are taken unless a model that outlines was asked for.
 * @param port starts a lane's thread; its file lies beside the built command
 * @throws EngineError model-*
 */
export async function findModels(
  { detModel, samModel, device = 'cpu', imageSize }: AutoAnnotateRequest,
  port: PortFactory = threadPorts(new URL('./laneWorker.js', import.meta.url))
): Promise<AnnotatorModels> {
  const { task, classNames } = await describeDetector(detModel, { imageSize })
  const masksGiven = samModel === undefined && task === 'segment'
  const outliner = masksGiven ? undefined : await openModelOption(samModel)
  const files = outliner ? weightsOf(outliner.manifest) : []
  return {
    classNames,
    outlinerId: outliner?.manifest.id,
    hash: [await fileHash(detModel), ...files.map(({ sha256 }) => sha256)].join(' '),
    async start(images, onRestart) {
      const modelBytes = files.reduce((sum, { bytes }) => sum + bytes, (await stat(detModel)).size)
      const machine = { threads: sessionThreads(0), memoryBytes: memoryBytes() }
      const threads = planLanes({ ...machine, device, images, modelBytes })
      const options: AnnotationLanesOptions = {
        detector: detModel,
        outliner,
        imageSize,
        device,
        port,
        threads,
        onRestart
      }
      return AnnotationLanes.open(options)
    }
  }
}

/** The files that an outline depends on, those with weights included. */
function weightsOf({
  encoder,
  decoder
}: ModelManifest): { readonly sha256: string; readonly bytes: number }[] {
  return [encoder, decoder].flatMap((file) => [file, ...file.data])
}

/** Of the machine, or of the container that this runs in. */
function memoryBytes(): number {
  const limit = process.constrainedMemory()
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem()
}
