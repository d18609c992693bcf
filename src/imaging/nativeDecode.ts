import { Orientation as Turn, Transformer, type JsColorType } from '@napi-rs/image'
import { unreadable } from './errors'
import type { ImageHeader } from './header'
import type { Orientation } from './orientation'

/** Samples as the decoder gives them, upright. */
export interface RawPixels {
  readonly raw: Uint8Array
  readonly colorType: JsColorType
}

const TURNS: Record<Orientation, Turn> = {
  1: Turn.Horizontal,
  2: Turn.MirrorHorizontal,
  3: Turn.Rotate180,
  4: Turn.MirrorVertical,
  5: Turn.MirrorHorizontalAndRotate270Cw,
  6: Turn.Rotate90Cw,
  7: Turn.MirrorHorizontalAndRotate90Cw,
  8: Turn.Rotate270Cw
}

/**
 * Decodes with @napi-rs/image (everything but GIF) and turns the picture upright, which the library does not do by
 * itself.
 * @param change may alter the picture, say make it smaller.
 * @throws EngineError image-unreadable.
 */
export function decodeRaw(
  bytes: Uint8Array,
  { orientation }: Pick<ImageHeader, 'orientation'>,
  change: (image: Transformer) => Transformer = (image) => image
): RawPixels {
  try {
    const image = new Transformer(bytes)
    const { colorType } = image.metadataSync()
    const upright = orientation === 1 ? image : image.rotate(TURNS[orientation])
    return { raw: change(upright).rawPixelsSync(), colorType }
  } catch (error) {
    throw decoderError(error)
  }
}

/** The decoder's own words tell what kind of trouble it is. */
function decoderError(error: unknown): Error {
  const words = error instanceof Error ? error.message.trim() : String(error)
  if (/unexpected end|fill whole buffer|not enough bytes|truncat/i.test(words))
    return unreadable('truncated', words)
  if (/not support|unsupported|unimplemented|limit/i.test(words)) return unreadable('unsupported', words)
  return unreadable('damaged', words)
}
