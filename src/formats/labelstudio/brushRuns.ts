import type { Size } from '@shared/geometry/spaces'
import type { Rle } from '@shared/mask/rle'
import { RunWriter } from '@shared/mask/runWriter'
/**
 * Label Studio's brush: the bytes of an image in red, green, blue and alpha, row by row, packed as the library
 * "rle-pack" does it. All numbers are in bits, highest first, without regard to bytes:
 *
 *     32  number of values: 4 × width × height
 *      5  bits of a value, less 1
 *   4 × 4 bits of a length, less 1, in four sizes
 *   then, until there are enough values:
 *      1  1 for a value that repeats, 0 for values one by one
 *      2  which of the four sizes the length has
 *   size  the length, less 1
 *         the value once, or as many values as the length says
 *
 * A pixel belongs to the object when its alpha is not 0.
 */
const VALUE_BITS = 8
/** The sizes of lengths that Label Studio's own tools use. */
const LENGTH_BITS = [3, 4, 8, 16] as const
const LONGEST = 1 << 16

/** Why bytes are no brush: they are cut off or damaged, or of an image of another size. */
export type BrushProblem = 'runs-malformed' | 'runs-misfit'

/** The pixels of a brush. The image itself is never laid out: work is proportional to the packed bytes. */
export function unpackBrush(bytes: Uint8Array, size: Size): Rle | BrushProblem {
  try {
    return unpack(new BitReader(bytes), size)
  } catch (error) {
    if (error instanceof BitsError) return 'runs-malformed'
    throw error
  }
}

function unpack(bits: BitReader, size: Size): Rle | BrushProblem {
  const pixels = size.width * size.height
  const total = bits.read(32)
  if (total !== 4 * pixels) return 'runs-misfit'
  const valueBits = bits.read(5) + 1
  const lengthBits = LENGTH_BITS.map(() => bits.read(4) + 1)
  const writer = new RunWriter()
  let at = 0
  while (at < total) {
    const repeats = bits.read(1) === 1
    const length = bits.read(lengthBits[bits.read(2)] ?? 1) + 1
    if (at + length > total) return 'runs-malformed'
    if (repeats) {
      if (bits.read(valueBits) !== 0) writer.add(alphasBefore(at), alphasBefore(at + length))
      at += length
    } else {
      for (const end = at + length; at < end; at++) {
        const value = bits.read(valueBits)
        if (value !== 0 && at % 4 === 3) writer.add(at >>> 2, (at >>> 2) + 1)
      }
    }
  }
  return { ...size, counts: writer.finish(pixels) }
}

/** How many values before this one are alphas; that is the number of the pixel whose alpha comes next. */
function alphasBefore(at: number): number {
  return Math.floor(at / 4)
}

/** Pixels as a brush: opaque white on nothing. */
export function packBrush({ width, height, counts }: Rle): Uint8Array {
  const bits = new BitWriter()
  bits.write(4 * width * height, 32)
  bits.write(VALUE_BITS - 1, 5)
  for (const length of LENGTH_BITS) bits.write(length - 1, 4)
  counts.forEach((run, i) => writeRun(bits, 4 * run, i % 2 === 1 ? 255 : 0))
  return bits.finish()
}

function writeRun(bits: BitWriter, run: number, value: number): void {
  for (let rest = run; rest > 0; rest -= LONGEST) {
    const length = Math.min(rest, LONGEST) - 1
    const size = LENGTH_BITS.findIndex((bitCount) => length < 1 << bitCount)
    bits.write(1, 1)
    bits.write(size, 2)
    bits.write(length, LENGTH_BITS[size] ?? 16)
    bits.write(value, VALUE_BITS)
  }
}

/** There are no more bits. */
export class BitsError extends RangeError {}

/** Reads numbers of 1 to 32 bits, highest bit first. */
export class BitReader {
  private at = 0

  constructor(private readonly bytes: Uint8Array) {}

  /** @throws BitsError when there are fewer bits left */
  read(count: number): number {
    if (this.at + count > this.bytes.length * 8) throw new BitsError('There are no more bits')
    let value = 0
    let left = count
    while (left > 0) {
      const inByte = 8 - (this.at & 7)
      const taken = Math.min(inByte, left)
      const byte = this.bytes[this.at >>> 3] ?? 0
      // By multiplication, because shifts are signed from 32 bits on.
      value = value * 2 ** taken + ((byte >> (inByte - taken)) & ((1 << taken) - 1))
      this.at += taken
      left -= taken
    }
    return value
  }
}

/** Writes numbers of 1 to 32 bits, highest bit first. */
export class BitWriter {
  private bytes = new Uint8Array(256)
  private at = 0

  write(value: number, count: number): void {
    if (this.at + count > this.bytes.length * 8) this.grow()
    let left = count
    while (left > 0) {
      const inByte = 8 - (this.at & 7)
      const taken = Math.min(inByte, left)
      const part = Math.floor(value / 2 ** (left - taken)) % 2 ** taken
      const place = this.at >>> 3
      this.bytes[place] = (this.bytes[place] ?? 0) | (part << (inByte - taken))
      this.at += taken
      left -= taken
    }
  }

  /** The bytes, the last filled up with zeros. */
  finish(): Uint8Array {
    return this.bytes.slice(0, Math.ceil(this.at / 8))
  }

  private grow(): void {
    const bytes = new Uint8Array(this.bytes.length * 2)
    bytes.set(this.bytes)
    this.bytes = bytes
  }
}
