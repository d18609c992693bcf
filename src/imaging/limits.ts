import { EngineError } from '@shared/engineError'
import { tooLarge } from './errors'
import type { ImageHeader } from './header'
import { checkEnoughBytes } from './plausible'

/**
 * Pixels of a side at most: what most formats can state, and what keeps everything that grows with one side small. The
 * resizing of thumbnails allocates 48 bytes for each pixel of a side, so that a side of 199 million asked for 9.5 GB,
 * and Chromium ends a process that asks for more than 2 GB at once.
 */
const MAX_SIDE = 65_535

/** Pixels of an image at most where nobody sets a limit: on the command line, and in the library. */
export const DEFAULT_PIXEL_LIMIT = 500e6

/** Bytes of memory that decoding may take under a limit of pixels: enough for 8-bit RGB and RGBA up to the limit. */
export const memoryLimit = (pixelLimit: number): number => pixelLimit * 16

/**
 * Bytes of memory that it takes to open an image, at most: the decoder's samples, the copy that leaves the decoder,
 * and two copies as 8-bit RGBA while it is resized or converted (measured with each format).
 */
function decodingBytes({
  width,
  height,
  pixelBytes
}: Pick<ImageHeader, 'width' | 'height' | 'pixelBytes'>): number {
  return width * height * (2 * pixelBytes + 8)
}

/**
 * Refuses an image that is too large to be opened, or that its file cannot hold, before anything of it is decoded.
 * @param limit pixels; one that is no number lets nothing through
 * @throws EngineError image-too-large, image-too-long, image-too-costly, image-unreadable (too-few-bytes)
 */
export function checkLimits(
  header: Omit<ImageHeader, 'format' | 'orientation'>,
  limit: number,
  file: string
): void {
  const { width, height } = header
  if (!(width * height <= limit)) throw tooLarge(width, height, limit, file)
  if (width > MAX_SIDE || height > MAX_SIDE) {
    const message = `The image ${file} has ${width}×${height} pixels; no side may have more than ${MAX_SIDE}`
    throw new EngineError('image-too-long', message, { file, width, height, limit: MAX_SIDE })
  }
  checkEnoughBytes(header, file)
  const [bytes, mostBytes] = [decodingBytes(header), memoryLimit(limit)]
  if (bytes > mostBytes) {
    const [megabytes, most] = [Math.ceil(bytes / 1e6), Math.round(mostBytes / 1e6)]
    const message = `The image ${file} would take ${megabytes} MB of memory to open; the limit is ${most} MB`
    throw new EngineError('image-too-costly', message, { file, megabytes, limit: most })
  }
}
