import { unreadable } from './errors'

interface Size {
  readonly width: number
  readonly height: number
}

/** Files up to this size are read whole without a question. */
export const ORDINARY_BYTES = 256 * 2 ** 20
/** No format stores a pixel in more bytes: four samples of 32 bits. */
const MOST_PIXEL_BYTES = 16
/** Pictures up to this size cost little, whatever their file holds. */
const ORDINARY_PIXELS = 16e6
/** A GIF's longest code stands for 3,838 pixels and takes 12 bits. */
const GIF_PIXELS_PER_BYTE = 2560

/**
 * Refuses a file of gigabytes whose picture needs far less: it would be read whole.
 * @throws EngineError image-unreadable (too-many-bytes)
 */
export function checkFileBytes({ width, height }: Size, bytes: number): void {
  if (bytes <= ORDINARY_BYTES || bytes <= width * height * MOST_PIXEL_BYTES) return
  throw unreadable('too-many-bytes', `${bytes} bytes for ${width}×${height} pixels`)
}

/**
 * Bytes that the blocks (8×8 samples) of a JPEG take at least: each has two bits, one for its mean and one for "nothing
 * else"; in a progressive file at least the one for its mean.
 */
export function leastJpegBytes(blocks: number, progressive: boolean): number {
  return Math.floor((blocks * (progressive ? 1 : 2)) / 8)
}

/** Bytes that a GIF's codes take at least to fill its screen; a small one may have next to nothing on it. */
export function leastGifBytes({ width, height }: Size): number {
  const pixels = width * height
  return pixels > ORDINARY_PIXELS ? pixels / GIF_PIXELS_PER_BYTE : 0
}

/**
 * Refuses a file that cannot hold a picture of the size that it states. The decoders would fill the rest with gray.
 * @throws EngineError image-unreadable (too-few-bytes)
 */
export function checkEnoughBytes(
  { leastBytes, fileBytes }: { leastBytes: number; fileBytes: number },
  file: string
): void {
  if (fileBytes < leastBytes) throw unreadable('too-few-bytes', `${fileBytes} bytes`, file)
}

/**
 * Refuses a picture that is larger inside of its container than the container says, since limits are applied to what
 * the container says.
 * @throws EngineError image-unreadable (sizes-differ)
 */
export function checkCodedSize(coded: Size, stated: Size): void {
  if (coded.width <= stated.width && coded.height <= stated.height) return
  const [inside, outside] = [coded, stated].map(({ width, height }) => `${width}×${height}`)
  throw unreadable('sizes-differ', `${inside} pixels inside, ${outside} stated`)
}
