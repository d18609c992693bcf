/** What the page asks of the decoding thread. */
export interface DecodeRequest {
  readonly id: number
  /** Address of an image file, see `imageUrl`. */
  readonly url: string
}

/** Its answer: the upright picture, which is handed over, or why there is none. */
export type DecodeReply =
  { readonly id: number; readonly bitmap: ImageBitmap } | { readonly id: number; readonly reason: string }
