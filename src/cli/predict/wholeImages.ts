import { resolveEverythingParams } from '@shared/segment/validate'
import { EngineError } from '@shared/engineError'
import type { Console } from '../console'
import { progressDisplay } from '../everything/progress'
import type { ImageSegmenter } from '../../library/segmenter'
import type { ExitCode } from '../exits'
import { wholeImageJson, type PredictionJson } from './predictionJson'

/** Parameters of `predict` without a prompt, which segments whole images with the official settings. */
export interface WholeImages {
  readonly images: readonly string[]
  readonly model: string
  readonly segmenter: ImageSegmenter
  readonly console: Console
  readonly signal: AbortSignal
  /** Prints and draws the result of an image. */
  readonly report: (result: PredictionJson) => Promise<void>
}

/** Segments images one by one. An image that fails is reported and does not stop the others. */
export async function segmentWholeImages(parts: WholeImages): Promise<ExitCode> {
  const { images, model, segmenter, console, signal, report } = parts
  const display = progressDisplay(console)
  let code: ExitCode = 0
  for (const [i, image] of images.entries()) {
    if (signal.aborted) return 1
    try {
      display.begin(i + 1, images.length, image)
      const segmented = await segmenter.segment(image, {
        params: resolveEverythingParams({}),
        strategy: 'fast',
        signal,
        onProgress: (progress) => display.update(progress)
      })
      display.stop()
      await report(wholeImageJson(image, model, segmented))
    } catch (error) {
      display.stop()
      if (error instanceof EngineError && error.kind === 'cancelled') return 1
      console.error(`maskwright: ${image}: ${error instanceof Error ? error.message : String(error)}`)
      code = 1
    }
  }
  return code
}
