import { decodeImageFile } from './decode'
import { namingFile } from './errors'
import type { ImageHeader } from './header'
import { DEFAULT_PIXEL_LIMIT } from './limits'
import { encodePng } from './encodePng'

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
export async function makeDisplayable(path: string, pixelLimit = DEFAULT_PIXEL_LIMIT): Promise<MadeImage> {
  try {
    return { data: await encodePng(await decodeImageFile(path, { pixelLimit })), type: 'image/png' }
  } catch (error) {
    throw namingFile(error, path)
  }
}
