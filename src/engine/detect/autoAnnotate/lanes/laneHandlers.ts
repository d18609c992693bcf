import { EngineError } from '@shared/engineError'
import { decodeImage } from '../../../../imaging/decode'
import { commonHandlers } from '../../../process/workers/common'
import { AutoAnnotator } from '../autoAnnotator'
import type { LaneCalls } from './laneMessages'
import { StopFlag } from './stopFlag'
import type { Handlers } from '../../../../rpc/rpc'

/** A lane's work: a file's bytes to outlined objects, with both models in this thread. */
export function laneHandlers(exit: () => void): Handlers<LaneCalls> {
  let annotator: AutoAnnotator | undefined
  let stop = new StopFlag()
  return {
    ...commonHandlers(exit),
    async load({ stop: memory, ...options }) {
      await annotator?.release()
      annotator = await AutoAnnotator.open(options)
      stop = new StopFlag(memory)
      return { provider: annotator.provider, fallback: annotator.fallback }
    },
    async annotate({ bytes, file, options }) {
      if (!annotator) throw new EngineError('internal', 'No model is loaded')
      if (stop.aborted) throw new EngineError('cancelled', 'The annotation was cancelled')
      const image = await decodeImage(bytes, { file })
      const start = performance.now()
      const objects = await annotator.annotate(image, options, stop)
      const { width, height } = image
      return { width, height, objects, annotate_ms: performance.now() - start }
    }
  }
}
