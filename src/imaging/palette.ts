import { assertRange } from '@shared/bytes/range'
import { unreadable } from './errors'

/** A palette TIFF taken apart: a grey TIFF of its indices, and the way from indices to colours. */
export interface PaletteTiff {
  /** The same file, saying that its samples are grey. */
  readonly indices: Uint8Array
  /**
   * uint8[pixels] indices → uint8[pixels, 3] RGB.
   * @throws EngineError image-unreadable when the data has another length than the size tells
   */
  colours(indices: Uint8Array, pixels: number): Uint8Array
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
  const cutOff = (): Error => unreadable('truncated', 'a directory that is cut off')
  assertRange(directory, 2, bytes.length, cutOff)
  const entries = view.getUint16(directory, little)
  assertRange(directory + 2, entries * 12, bytes.length, cutOff)
  for (let i = 0; i < entries; i++) {
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
  assertRange(mapAt, 768 * 2, bytes.length, () => unreadable('truncated', 'a palette that is cut off'))
  const map = Uint8Array.from({ length: 768 }, (_, i) => view.getUint16(mapAt + i * 2, little) >> 8)
  const colours = (raw: Uint8Array, pixels: number): Uint8Array => {
    if (raw.length !== pixels) throw unreadable('damaged', `${raw.length} bytes of pixels`)
    return lookUp(raw, map)
  }
  return { indices, colours }
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
