/** Upright pixels, row by row without padding: uint8[height, width, channels], RGB first. */
export interface PixelImage {
  readonly width: number
  readonly height: number
  /** 4 = a fourth byte follows each pixel and means nothing. */
  readonly channels: 3 | 4
  readonly data: Uint8Array
}
