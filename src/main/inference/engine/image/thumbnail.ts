import { JsColorType, ResizeFit, Transformer } from '@napi-rs/image'
import { toOpaqueRgba } from './colours'
import { decodeImage } from './decode'
import { opaqueRgba, type MadeImage } from './displayable'
import { checkPixelLimit, namingFile } from './errors'
import { parseImageHeader, type ImageHeader } from './header'
import { checkComplete } from './integrity'
import { decodeRaw } from './nativeDecode'
import { expandPalette } from './palette'
import { readImageFile } from './readFile'

/** Pixels of a thumbnail's longest side. */
export const THUMBNAIL_SIDE = 160

const JPEG_QUALITY = 82

/**
 * A small upright JPEG of an image file; what is transparent becomes white. Blocks the thread while it decodes.
 * @throws EngineError image-missing, image-unreadable, image-too-large.
 */
export async function makeThumbnail(path: string, pixelLimit = Number.POSITIVE_INFINITY): Promise<MadeImage> {
  try {
    const bytes = await readImageFile(path)
    const header = await parseImageHeader(bytes)
    checkPixelLimit(header, pixelLimit, path)
    await checkComplete(header.format, bytes)
    const { width, height } = thumbnailSize(header)
    const rgba = await smallPixels(bytes, header, width, height)
    const data = Transformer.fromRgbaPixels(rgba, width, height).jpegSync(JPEG_QUALITY)
    return { data, type: 'image/jpeg' }
  } catch (error) {
    throw namingFile(error, path)
  }
}

/** The longest side becomes `THUMBNAIL_SIDE`; small images keep their size. */
export function thumbnailSize({ width, height }: Pick<ImageHeader, 'width' | 'height'>): {
  width: number
  height: number
} {
  const scale = Math.min(1, THUMBNAIL_SIDE / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** The upright image at another size, as uint8[height, width, 4]. */
export async function smallPixels(
  bytes: Uint8Array,
  header: ImageHeader,
  width: number,
  height: number
): Promise<Uint8Array> {
  const shrink = (image: Transformer): Transformer => {
    return image.fastResize({ width, height, fit: ResizeFit.Fill })
  }
  if (header.format === 'gif' || (header.format === 'tiff' && expandPalette(bytes))) {
    const full = await decodeImage(bytes)
    const small = shrink(Transformer.fromRgbaPixels(opaqueRgba(full), full.width, full.height))
    return small.rawPixelsSync()
  }
  // Whatever the file's layout, the resized picture is 8-bit RGBA.
  return toOpaqueRgba(decodeRaw(bytes, header, shrink).raw, JsColorType.Rgba8, width * height)
}
