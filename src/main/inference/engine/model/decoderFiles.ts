import { join } from 'node:path'
import type { ModelManifest } from './manifest'

/** The decoder in two parts, derived at set-up: what is the same for all prompts of an image, and the rest. */
export interface SplitDecoderPaths {
  readonly imagePath: string
  readonly pointPath: string
}

/** A model's decoder files, as absolute paths. */
export interface DecoderFiles {
  readonly decoderPath: string
  /** Not every model has the derived graphs. */
  readonly split: SplitDecoderPaths | undefined
}

/** Where a model's decoder files lie. */
export function decoderFiles(folder: string, { decoder, splitDecoder }: ModelManifest): DecoderFiles {
  return {
    decoderPath: join(folder, decoder.file),
    split: splitDecoder && {
      imagePath: join(folder, splitDecoder.image.file),
      pointPath: join(folder, splitDecoder.point.file)
    }
  }
}
