import { toRgb } from './colours'
import { namingFile } from './errors'
import { parseImageHeader, type ImageHeader } from './header'
import { checkLimits, DEFAULT_PIXEL_LIMIT } from './limits'
import { checkComplete } from './integrity'
import { decodeRaw } from './nativeDecode'
import { expandPalette } from './palette'
import type { PixelImage } from './pixels'
import { readImageFile } from './readFile'
import { decodeWithSkia } from './skia'

export interface DecodeOptions {
  /** Images with more pixels are refused before they are decoded. */
  readonly pixelLimit?: number
  /** For error messages. */
  readonly file?: string
}

/**
 * An image file to upright pixels.
 * @throws EngineError image-missing, image-unreadable, image-too-large.
 */
export async function decodeImageFile(path: string, options: DecodeOptions = {}): Promise<PixelImage> {
  return decodeImage(await readImageFile(path), { ...options, file: path })
}

/**
 * The same for a file's bytes. JPEG and GIF go through Skia; everything else through @napi-rs/image, which keeps
 * the colour under transparent pixels and applies neither colour profile nor orientation: the official code knows
 * no profiles, and the orientation is applied here from the header.
 */
export async function decodeImage(bytes: Uint8Array, options: DecodeOptions = {}): Promise<PixelImage> {
  const { pixelLimit = DEFAULT_PIXEL_LIMIT, file = '' } = options
  try {
    const header = await parseImageHeader(bytes)
    checkLimits(header, pixelLimit, file)
    await checkComplete(header.format, bytes)
    const bySkia = header.format === 'jpeg' || header.format === 'gif'
    return bySkia ? await decodeWithSkia(bytes, header) : decodeNatively(bytes, header)
  } catch (error) {
    throw namingFile(error, file)
  }
}

function decodeNatively(bytes: Uint8Array, header: ImageHeader): PixelImage {
  const palette = header.format === 'tiff' ? expandPalette(bytes) : undefined
  const { raw, colorType } = decodeRaw(palette?.indices ?? bytes, header)
  const { width, height } = header
  if (palette) return { width, height, channels: 3, data: palette.colours(raw, width * height) }
  return { width, height, channels: 3, data: toRgb(raw, colorType, width * height) }
}
