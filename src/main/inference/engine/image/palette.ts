/** A palette TIFF taken apart: a grey TIFF of its indices, and the way from indices to colours. */
export interface PaletteTiff {
  /** The same file, saying that its samples are grey. */
  readonly indices: Uint8Array
  /** uint8[pixels] indices → uint8[pixels, 3] RGB. */
  colours(indices: Uint8Array): Uint8Array
}

const BITS_PER_SAMPLE = 258
const PHOTOMETRIC = 262
const COLOUR_MAP = 320
const PALETTE = 3
const BLACK_IS_ZERO = 1

/**
 * The decoder refuses palette TIFFs, but an 8-bit one differs from a grey one in a single number: that number is
 * changed in a copy, the indices are decoded as grey (whatever the compression), and looked up here.
 * Undefined when the file is no classic 8-bit palette TIFF.
 */
export function expandPalette(bytes: Uint8Array): PaletteTiff | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const little = view.getUint16(0) === 0x4949
  if (view.getUint16(2, little) !== 42) return undefined
  const directory = view.getUint32(4, little)
  let photometricAt = 0
  let bits = 1
  let mapAt = 0
  for (let i = 0; i < view.getUint16(directory, little); i++) {
    const entry = directory + 2 + i * 12
    const tag = view.getUint16(entry, little)
    if (tag === BITS_PER_SAMPLE) bits = view.getUint16(entry + 8, little)
    if (tag === PHOTOMETRIC && view.getUint16(entry + 8, little) === PALETTE) photometricAt = entry + 8
    if (tag === COLOUR_MAP && view.getUint32(entry + 4, little) === 768)
      mapAt = view.getUint32(entry + 8, little)
  }
  if (photometricAt === 0 || bits !== 8 || mapAt === 0) return undefined
  const indices = bytes.slice()
  new DataView(indices.buffer).setUint16(photometricAt, BLACK_IS_ZERO, little)
  // The map holds all reds, then all greens, then all blues, in 16 bits.
  const map = Uint8Array.from({ length: 768 }, (_, i) => view.getUint16(mapAt + i * 2, little) >> 8)
  return { indices, colours: (raw) => lookUp(raw, map) }
}

function lookUp(indices: Uint8Array, map: Uint8Array): Uint8Array {
  const out = new Uint8Array(indices.length * 3)
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i] ?? 0
    out[i * 3] = map[index] ?? 0
    out[i * 3 + 1] = map[256 + index] ?? 0
    out[i * 3 + 2] = map[512 + index] ?? 0
  }
  return out
}
