import { CompressionType, Transformer } from '@napi-rs/image'
import { rgbToRgba } from './colours'
import { decodeImageFile } from './decode'
import type { ImageHeader } from './header'
import type { PixelImage } from './pixels'

/** An image made for showing. */
export interface MadeImage {
  readonly data: Uint8Array
  readonly type: 'image/jpeg' | 'image/png'
}

/** Formats that Chromium turns by their EXIF orientation when it makes a bitmap of a file's bytes. */
const TURNED: readonly ImageHeader['format'][] = ['jpeg', 'avif']

/**
 * Whether Chromium shows the file itself as the engine sees it. It knows no TIFF, and of the formats with an
 * orientation it leaves WebP and PNG as stored (tried with Chrome 130; in an `<img>` a PNG would be turned).
 */
export function isBrowserImage({
  format,
  orientation
}: Pick<ImageHeader, 'format' | 'orientation'>): boolean {
  return format !== 'tiff' && (orientation === 1 || TURNED.includes(format))
}

/**
 * An upright PNG of an image for which `isBrowserImage` is false, with the very pixels that the networks
 * get. Blocks the thread while it decodes and encodes.
 * @throws EngineError image-missing, image-unreadable, image-too-large.
 */
export async function makeDisplayable(
  path: string,
  pixelLimit = Number.POSITIVE_INFINITY
): Promise<MadeImage> {
  const image = await decodeImageFile(path, { pixelLimit })
  const png = Transformer.fromRgbaPixels(opaqueRgba(image), image.width, image.height)
  return { data: png.pngSync({ compressionType: CompressionType.Fast }), type: 'image/png' }
}

/** uint8[height, width, 4] with full alpha. */
export function opaqueRgba({ channels, data }: PixelImage): Uint8Array {
  if (channels === 3) return rgbToRgba(data)
  const rgba = data.slice()
  for (let at = 3; at < rgba.length; at += 4) rgba[at] = 255
  return rgba
}
