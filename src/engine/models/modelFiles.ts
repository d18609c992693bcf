import { join } from 'node:path'
import type { ModelManifest } from './manifest'

/** The decoder in two parts, derived at set-up: what is the same for all prompts of an image, and the rest. */
export interface SplitDecoderPaths {
  readonly imagePath: string
  readonly pointPath: string
}

/** A model's decoder files, as absolute paths. */
interface DecoderFiles {
  readonly decoderPath: string
  /** Not every model has the derived graphs. */
  readonly split: SplitDecoderPaths | undefined
}

/** A model's files, as absolute paths. */
export interface ModelFiles extends DecoderFiles {
  readonly encoderPath: string
}

/** A model whose files are known to be what its manifest says. */
export interface PromptableModel {
  readonly manifest: ModelManifest
  readonly files: ModelFiles
}

/** Where the files of a model's folder lie. */
export function modelFiles(folder: string, { encoder, decoder, splitDecoder }: ModelManifest): ModelFiles {
  return {
    encoderPath: join(folder, encoder.file),
    decoderPath: join(folder, decoder.file),
    split: splitDecoder && {
      imagePath: join(folder, splitDecoder.image.file),
      pointPath: join(folder, splitDecoder.point.file)
    }
  }
}
