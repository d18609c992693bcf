import { EngineError } from '../errors'
import { decodeImage } from '../image/decode'
import type { Detector } from '../models/detector'
import { openDetector } from '../models/openDetector'
import { commonHandlers } from '../workers/common'
import type { Handlers } from '../workers/messages'
import { detectLarge } from './annotateImage'
import type { DetectorCalls } from './messages'

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
