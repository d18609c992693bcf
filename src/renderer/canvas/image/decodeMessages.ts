/** The calls of the thread that decodes pictures. */
export interface DecodeCalls {
  /** The upright picture of an address, see `imageUrl`; it is handed over. */
  decode: { params: { readonly url: string }; result: ImageBitmap }
}
