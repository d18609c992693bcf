import { EngineError } from '@shared/engineError'
import { decodeImage } from '../../../imaging/decode'
import type { Detector } from '../detector'
import { openDetector } from '../openDetector'
import { commonHandlers } from '../../process/workers/common'
import { detectLarge } from './annotateImage'
import type { DetectorCalls } from './detectorMessages'
import type { Handlers } from '../../../rpc/rpc'

/** The detector worker's work: a file's bytes to boxes, and masks where the model gives them. */
export function detectorHandlers(exit: () => void): Handlers<DetectorCalls> {
  let detector: Detector | undefined
  return {
    ...commonHandlers(exit),
    async load({ path, threads, device }) {
      await detector?.release()
      detector = await openDetector(path, { threads, executionProvider: device })
      return { provider: detector.info.provider, fallback: detector.info.fallback }
    },
    async detect({ options, ...file }) {
      if (!detector) throw new EngineError('internal', 'No detector is loaded')
      const image = await decodeImage(file.bytes, file)
      const detections = await detectLarge(detector, image, options)
      return { width: image.width, height: image.height, detections }
    }
  }
}
