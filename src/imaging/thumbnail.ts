import { JsColorType, ResizeFit, Transformer } from '@napi-rs/image'
import { rgbToRgba, toOpaqueRgba } from './colours'
import type { MadeImage } from './displayable'
import { namingFile, unreadable } from './errors'
import { parseImageHeader, type ImageHeader } from './header'
import { checkLimits, DEFAULT_PIXEL_LIMIT } from './limits'
import { checkComplete } from './integrity'
import { decodeRaw } from './nativeDecode'
import { expandPalette, type PaletteTiff } from './palette'
import { readImageFile } from './readFile'
import { resizeImage } from './resize'
import { shrinkWithSkia } from './skia'

/** Pixels of a thumbnail's longest side. */
const THUMBNAIL_SIDE = 160

const JPEG_QUALITY = 82

/**
 * A small upright JPEG of an image file; what is transparent becomes white. Blocks the thread while it decodes.
 * @throws EngineError image-missing, image-unreadable, image-too-large.
 */
export async function makeThumbnail(path: string, pixelLimit = DEFAULT_PIXEL_LIMIT): Promise<MadeImage> {
  try {
    const bytes = await readImageFile(path)
    const header = await parseImageHeader(bytes)
    checkLimits(header, pixelLimit, path)
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
  if (header.format === 'gif') return shrinkWithSkia(bytes, header, width, height)
  const palette = header.format === 'tiff' ? expandPalette(bytes) : undefined
  if (palette) {
    const { raw } = decodeRaw(palette.indices, header)
    if (raw.length !== header.width * header.height)
      throw unreadable('damaged', `${raw.length} bytes of pixels`)
    return rgbToRgba(shrinkIndices(raw, header, palette, width, height))
  }
  // Whatever the file's layout, the resized picture is 8-bit RGBA.
  return toOpaqueRgba(decodeRaw(bytes, header, shrink).raw, JsColorType.Rgba8, width * height)
}

/** Samples along each axis of a pixel of a thumbnail: indices can only be averaged as colors. */
const SAMPLES = 4

/** uint8[pixels] indices → uint8[height, width, 3], without the colors of all pixels. */
function shrinkIndices(
  indices: Uint8Array,
  from: Pick<ImageHeader, 'width' | 'height'>,
  palette: PaletteTiff,
  width: number,
  height: number
): Uint8Array {
  const taken = new Uint8Array(width * height * SAMPLES ** 2)
  let at = 0
  for (let y = 0; y < height * SAMPLES; y++) {
    const row =
      Math.min(from.height - 1, Math.floor(((y + 0.5) / (height * SAMPLES)) * from.height)) * from.width
    for (let x = 0; x < width * SAMPLES; x++) {
      const column = Math.min(from.width - 1, Math.floor(((x + 0.5) / (width * SAMPLES)) * from.width))
      taken[at++] = indices[row + column] ?? 0
    }
  }
  const colours = palette.colours(taken, taken.length)
  const large = { width: width * SAMPLES, height: height * SAMPLES, channels: 3, data: colours } as const
  return resizeImage(large, width, height).data
}
