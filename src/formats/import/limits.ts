/** What a dataset may not exceed, so that a file made to do harm costs no more than a message. */
export interface ReadLimits {
  /** Pixels of an image. */
  readonly pixels: number
  /** Bytes of a file that is read whole, and of one element of a file that is read in pieces. */
  readonly wholeBytes: number
  /** Points of one object. */
  readonly points: number
  /** Levels of nesting in JSON or XML. */
  readonly depth: number
}

export const defaultLimits: ReadLimits = {
  pixels: 500_000_000,
  wholeBytes: 128 * 1024 * 1024,
  points: 4_000_000,
  depth: 200
}
