import type { FileHandle } from 'node:fs/promises'
import { assertRange } from '@shared/bytes/range'

/** What a field holds: a number written in 7-bit groups, 4 or 8 fixed bytes, or bytes with their length in front. */
export type WireType = 'varint' | 'fixed64' | 'bytes' | 'fixed32'

/** One field of a message as it lies in the file. */
export interface ProtobufField {
  readonly number: number
  readonly wire: WireType
  /** The number of a varint (negative ones as large as they are written); 0 for the others. */
  readonly value: number
  /** Where the content lies in the file, in bytes from its beginning; `end` is exclusive. */
  readonly start: number
  readonly end: number
}

/** The file is no protocol buffer, or ends before its last field does. */
export class ProtobufError extends Error {
  override readonly name = 'ProtobufError'

  constructor(readonly reason: 'damaged' | 'truncated') {
    super(reason)
  }
}

const WIRE_TYPES: Readonly<Record<number, WireType>> = { 0: 'varint', 1: 'fixed64', 2: 'bytes', 5: 'fixed32' }
const BLOCK = 1 << 16
/** A varint has at most this many bytes. */
const LONGEST_VARINT = 10

/**
 * Reads the fields of a protocol buffer from a file of any size, a block at a time: bytes that nobody asks for are
 * stepped over, not read.
 */
export class ProtobufFile {
  private block = new Uint8Array(0)
  private blockStart = 0

  constructor(
    private readonly handle: FileHandle,
    /** Of the file, in bytes. */
    readonly size: number
  ) {}

  /**
   * The fields of the message between two places in the file.
   * @throws ProtobufError damaged, or truncated when a field reaches past the message's end.
   */
  async *fields(start: number, end: number): AsyncGenerator<ProtobufField> {
    let at = start
    while (at < end) {
      const tag = await this.varint(at, end)
      const number = Math.floor(tag.value / 8)
      const wire = WIRE_TYPES[tag.value % 8]
      if (!wire || number === 0) throw new ProtobufError('damaged')
      const field = await this.field(number, wire, tag.end, end)
      yield field
      at = field.end
    }
  }

  /** The bytes of a field's content; callers limit how many they ask for. */
  async bytes(start: number, end: number): Promise<Uint8Array> {
    await this.load(start, end - start)
    const bytes = this.block.subarray(start - this.blockStart, end - this.blockStart)
    if (bytes.length < end - start) throw new ProtobufError('truncated')
    return bytes
  }

  /** The numbers of a repeated field, whichever way they are written: one a field, or packed. */
  async *varints(field: ProtobufField): AsyncGenerator<number> {
    if (field.wire === 'varint') yield field.value
    if (field.wire !== 'bytes') return
    let at = field.start
    while (at < field.end) {
      const { value, end } = await this.varint(at, field.end)
      yield value
      at = end
    }
  }

  private async field(number: number, wire: WireType, at: number, limit: number): Promise<ProtobufField> {
    if (wire === 'varint') {
      const { value, end } = await this.varint(at, limit)
      return { number, wire, value, start: at, end }
    }
    const length = wire === 'bytes' ? await this.varint(at, limit) : undefined
    const start = length?.end ?? at
    const end = start + (length?.value ?? (wire === 'fixed64' ? 8 : 4))
    if (end > limit) throw new ProtobufError('truncated')
    return { number, wire, value: 0, start, end }
  }

  private async varint(at: number, limit: number): Promise<{ value: number; end: number }> {
    const length = Math.min(LONGEST_VARINT, limit - at)
    if (!this.holds(at, length)) await this.load(at, length)
    let value = 0
    let factor = 1
    for (let i = 0; i < LONGEST_VARINT; i++) {
      const byte = at + i < limit ? this.block[at + i - this.blockStart] : undefined
      if (byte === undefined) throw new ProtobufError('truncated')
      value += (byte & 127) * factor
      if (byte < 128) return { value, end: at + i + 1 }
      factor *= 128
    }
    throw new ProtobufError('damaged')
  }

  private holds(at: number, length: number): boolean {
    return at >= this.blockStart && at + length <= this.blockStart + this.block.length
  }

  private async load(at: number, length: number): Promise<void> {
    if (this.holds(at, length)) return
    assertRange(at, length, this.size, () => new ProtobufError('truncated'))
    const buffer = new Uint8Array(Math.min(Math.max(length, BLOCK), this.size - at))
    const { bytesRead } = await this.handle.read(buffer, 0, buffer.length, at)
    this.block = buffer.subarray(0, bytesRead)
    this.blockStart = at
  }
}
