import type { PngColor } from '../../../imaging/pngFile'

/** What a PNG file says of itself at its beginning. */
export interface PngHeader {
  readonly width: number
  readonly height: number
  /** Bits of a sample. */
  readonly bitDepth: 1 | 2 | 4 | 8 | 16
  readonly colorType: PngColor
  /** Samples of a pixel. */
  readonly channels: 1 | 2 | 3 | 4
}

/** Bytes of one pixel, one byte for several pixels: what a filter looks back by. */
export function pixelBytes({ bitDepth, channels }: Pick<PngHeader, 'bitDepth' | 'channels'>): number {
  return Math.max(1, (bitDepth * channels) / 8)
}

/** Bytes of one row without its filter's number. */
export function rowBytes({
  width,
  bitDepth,
  channels
}: Pick<PngHeader, 'width' | 'bitDepth' | 'channels'>): number {
  return Math.ceil((width * bitDepth * channels) / 8)
}

/** The file is no PNG, is damaged, or is of a kind that is not read. */
export class PngError extends Error {}
