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
