import { join } from 'node:path'
import type { ModelManifest } from '../model/manifest'
import type { SplitDecoderPaths } from './splitDecoder'

/** The files that whole-image workers load from a model folder. */
export interface DecoderFiles {
  readonly decoderPath: string
  /** Not every model has the derived graphs. */
  readonly split: SplitDecoderPaths | undefined
}

/** Where a model's decoder files lie. */
export function decoderFiles(folder: string, { decoder, wholeImage }: ModelManifest): DecoderFiles {
  return {
    decoderPath: join(folder, decoder.file),
    split: wholeImage && {
      imagePath: join(folder, wholeImage.image.file),
      pointPath: join(folder, wholeImage.point.file)
    }
  }
}
