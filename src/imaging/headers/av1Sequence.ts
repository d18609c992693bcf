const SEQUENCE_HEADER = 1

/**
 * The largest size of a frame by the sequence header of an AV1 stream (AV1 specification, 5.5), which is among the
 * first of its units; undefined where there is none.
 * @throws RangeError when it is cut off
 */
export function codedSize(stream: DataView): { readonly width: number; readonly height: number } | undefined {
  let at = 0
  while (at + 2 <= stream.byteLength) {
    const head = stream.getUint8(at)
    at += (head & 4) === 0 ? 1 : 2
    let length = stream.byteLength - at
    if ((head & 2) !== 0) {
      const stated = leb128(stream, at)
      at += stated.bytes
      length = stated.value
    }
    if (((head >> 3) & 15) === SEQUENCE_HEADER) return sequenceSize(new Bits(stream, at))
    at += length
  }
  return undefined
}

function sequenceSize(bits: Bits): { readonly width: number; readonly height: number } {
  bits.skip(3 + 1)
  const reduced = bits.read(1) === 1
  if (reduced) bits.skip(5)
  else skipOperatingPoints(bits)
  const widthBits = bits.read(4) + 1
  const heightBits = bits.read(4) + 1
  return { width: bits.read(widthBits) + 1, height: bits.read(heightBits) + 1 }
}

/** Timing, and what the stream can be decoded as. */
function skipOperatingPoints(bits: Bits): void {
  let delayBits = 0
  let hasModel = false
  if (bits.read(1) === 1) {
    bits.skip(64)
    if (bits.read(1) === 1) bits.skipUvlc()
    hasModel = bits.read(1) === 1
    if (hasModel) {
      delayBits = bits.read(5) + 1
      bits.skip(32 + 5 + 5)
    }
  }
  const hasDelay = bits.read(1) === 1
  const points = bits.read(5) + 1
  for (let i = 0; i < points; i++) {
    bits.skip(12)
    if (bits.read(5) > 7) bits.skip(1)
    if (hasModel && bits.read(1) === 1) bits.skip(2 * delayBits + 1)
    if (hasDelay && bits.read(1) === 1) bits.skip(4)
  }
}

/** A number in groups of seven bits, lowest first. */
function leb128(view: DataView, at: number): { readonly value: number; readonly bytes: number } {
  let value = 0
  for (let i = 0; i < 8; i++) {
    const byte = view.getUint8(at + i)
    value += (byte & 127) * 2 ** (7 * i)
    if (byte < 128) return { value, bytes: i + 1 }
  }
  throw new RangeError('a number without an end')
}

/** Numbers of up to 32 bits, highest bit first. */
class Bits {
  readonly #view: DataView
  #at: number

  /** @param at byte */
  constructor(view: DataView, at: number) {
    this.#view = view
    this.#at = at * 8
  }

  read(count: number): number {
    let value = 0
    for (let i = 0; i < count; i++) {
      const bit = (this.#view.getUint8(this.#at >>> 3) >> (7 - (this.#at & 7))) & 1
      value = value * 2 + bit
      this.#at++
    }
    return value
  }

  skip(count: number): void {
    this.#at += count
  }

  /** As many zeros, a one, and as many bits again. */
  skipUvlc(): void {
    let zeros = 0
    while (zeros < 32 && this.read(1) === 0) zeros++
    this.skip(zeros < 32 ? zeros : 0)
  }
}
