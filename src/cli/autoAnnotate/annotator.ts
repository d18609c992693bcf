import { stat } from 'node:fs/promises'
import { totalmem } from 'node:os'
import {
  AnnotationLanes,
  type AnnotationLanesOptions
} from '../../engine/detect/autoAnnotate/lanes/annotationLanes'
import { planLanes } from '../../engine/detect/autoAnnotate/lanes/planLanes'
import { fileHash } from '../../engine/models/fileHash'
import type { ModelManifest } from '../../engine/models/manifest'
import { describeDetector } from '../../engine/detect/openDetector'
import { sessionThreads } from '../../engine/runtime/threads'
import type { PortFactory } from '../../rpc/port'
import { threadPorts } from '../../rpc/node/threadPort'
import { openModelOption } from '../../library/model'
import type { AutoAnnotateRequest } from './request'

/** Annotates images in parallel: the part of the engine that the command uses. */
export type ImageAnnotator = Pick<AnnotationLanes, 'annotate' | 'cancel' | 'close' | 'count' | 'fallback'>

/** The models of a run: resolved and verified, not yet loaded. */
export interface AnnotatorModels {
  /** Class names of the detector, by index. */
  readonly classNames: readonly string[]
  /** The model that segments the boxes; undefined if the detector outputs masks. */
  readonly outlinerId: string | undefined
  /** Hashes of the model files; changes whenever results may change. */
  readonly hash: string
  /**
   * Loads the models, once per lane; the number of images limits the lanes.
   * @param onWarning called with warnings for the user
   */
  start(images: number, onWarning: (message: string) => void): Promise<ImageAnnotator>
}

/**
 * Resolves the models of a request. The masks of a segmenter are used unless a SAM model was given.
 * @param port starts the thread of a lane; its file is next to the built command
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

/** The files that a mask depends on, including external weights. */
function weightsOf({
  encoder,
  decoder
}: ModelManifest): { readonly sha256: string; readonly bytes: number }[] {
  return [encoder, decoder].flatMap((file) => [file, ...file.data])
}

/** Memory of the machine, or of the container. */
function memoryBytes(): number {
  const limit = process.constrainedMemory()
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem()
}
