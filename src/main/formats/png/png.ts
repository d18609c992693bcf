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

/** The colour types of PNG. */
export const pngColor = { grey: 0, rgb: 2, palette: 3, greyAlpha: 4, rgba: 6 } as const
export type PngColor = (typeof pngColor)[keyof typeof pngColor]

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

export const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

/** The file is no PNG, is damaged, or is of a kind that is not read. */
export class PngError extends Error {}
