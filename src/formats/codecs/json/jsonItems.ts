/** A value found in a large JSON text: a member of the object, an element of a member that is a list, or of the list. */
export interface JsonItem {
  /** The member; null in a list. */
  readonly key: string | null
  /** The place in its list, from 0; null for a member that is no list. */
  readonly index: number | null
  readonly value: unknown
  /** Where it stands: bytes from the beginning, and the line of its first sign from 1. */
  readonly start: number
  readonly end: number
  readonly line: number
}

/** What a JSON text may not exceed. */
export interface JsonLimits {
  /** Bytes of one item. */
  readonly wholeBytes: number
  /** Levels of nesting. */
  readonly depth: number
}

/** The text is not JSON, is cut off, or exceeds a limit. */
export class JsonTextError extends SyntaxError {
  constructor(
    message: string,
    readonly line: number
  ) {
    super(message)
  }
}

const defaultLimits: JsonLimits = { wholeBytes: 128 * 1024 * 1024, depth: 200 }

/**
 * Reads one large JSON object or list as it comes, without holding the text: lists are given element by element, all
 * other members whole. Each piece is parsed with JSON.parse, except that NaN and Infinity, which Python writes, become
 * null.
 * @throws JsonTextError when the text is not one JSON object or list, or is cut off.
 */
export async function* readJsonItems(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  limits: JsonLimits = defaultLimits
): AsyncGenerator<JsonItem> {
  const splitter = new JsonSplitter(limits)
  for await (const chunk of chunks) yield* splitter.take(chunk)
  splitter.end()
}

/** Signs that structure JSON, as bytes. */
const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const OPEN_LIST = 0x5b
const BACKSLASH = 0x5c
const CLOSE_LIST = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const LINE_FEED = 0x0a
const SPACE = 0x20
const BOM = [0xef, 0xbb, 0xbf]

/**
 * Cuts a text into items by counting brackets outside of strings. The object or list itself is depth 1; a member that
 * is a list makes depth 2, where commas end its elements.
 */
class JsonSplitter {
  private depth = 0
  private inString = false
  private escaped = false
  private rootClose = 0
  private finished = false
  /** The member that is being read. */
  private key: string | null = null
  private inList = false
  private index = 0
  /** A comma was read, so that something must follow. */
  private owing = false
  /** A list was read, so that the member has its value. */
  private filled = false
  private line = 1
  /** Bytes before this chunk. */
  private offset = 0
  private chunk: Uint8Array = new Uint8Array(0)
  /** The piece that is being read, from earlier chunks, and where it goes on in this one. */
  private readonly pieces: Uint8Array[] = []
  private held = 0
  private from = 0
  /** The first sign of the piece that is no space: byte and line; -1 when there is none yet. */
  private start = -1
  private startLine = 1
  private items: JsonItem[] = []

  constructor(private readonly limits: JsonLimits) {}

  /** What is complete with this chunk. */
  take(chunk: Uint8Array): JsonItem[] {
    this.items = []
    this.chunk = chunk
    this.from = 0
    for (let at = 0; at < chunk.length; at++) {
      const sign = chunk[at] ?? 0
      if (this.inString) {
        if (this.escaped) this.escaped = false
        else if (sign === BACKSLASH) this.escaped = true
        else if (sign === QUOTE) this.inString = false
        else if (sign === LINE_FEED) this.line++
      } else if (sign > SPACE) this.readSign(sign, at)
      else if (sign === LINE_FEED) this.line++
    }
    if (this.from < chunk.length) {
      this.pieces.push(chunk.slice(this.from))
      this.held += chunk.length - this.from
    }
    if (this.start < 0) this.dropSpace()
    else if (this.held > this.limits.wholeBytes) throw this.error('One value is too large', this.startLine)
    this.offset += chunk.length
    return this.items
  }

  /** @throws JsonTextError when the text is not complete. */
  end(): void {
    if (!this.finished) throw this.error('The text is cut off')
  }

  private readSign(sign: number, at: number): void {
    switch (sign) {
      case OPEN_OBJECT:
      case OPEN_LIST:
        this.open(sign, at)
        return
      case CLOSE_OBJECT:
      case CLOSE_LIST:
        this.close(sign, at)
        return
      case COLON:
        if (this.depth === 1 && this.key === null && this.rootClose === CLOSE_OBJECT) {
          this.key = this.readKey(at)
          return
        }
        break
      case COMMA:
        if (this.depth === 1) {
          this.endItem(at)
          this.owing = true
          return
        }
        if (this.depth === 2 && this.inList) {
          this.push(at, this.index++)
          this.owing = true
          return
        }
        break
      case QUOTE:
        this.inString = true
    }
    this.mark(at)
  }

  /** Notes where the piece begins. */
  private mark(at: number): void {
    if (this.start >= 0) return
    const place = this.offset + at
    if (this.depth === 0) {
      if (place < BOM.length && this.chunk[at] === BOM[place]) {
        this.from = at + 1
        return
      }
      throw this.error(this.finished ? 'Something follows the end' : 'The text is no JSON object or list')
    }
    if (this.filled) throw this.error('A comma is missing')
    this.start = place
    this.startLine = this.line
  }

  private open(sign: number, at: number): void {
    if (this.depth === 0) {
      if (this.finished) throw this.error('Something follows the end')
      this.rootClose = sign === OPEN_OBJECT ? CLOSE_OBJECT : CLOSE_LIST
      this.cut(at)
    } else if (this.depth === 1 && sign === OPEN_LIST && this.key !== null && this.start < 0) {
      if (this.filled) throw this.error('A comma is missing')
      this.cut(at)
      this.inList = true
      this.owing = false
      this.index = 0
    } else this.mark(at)
    if (++this.depth > this.limits.depth) throw this.error('The nesting is too deep')
  }

  private close(sign: number, at: number): void {
    if (this.depth === 1) {
      if (sign !== this.rootClose) throw this.error('A bracket does not fit')
      if (this.start >= 0 || this.key !== null || this.owing) this.endItem(at)
      else this.cut(at)
      this.finished = true
    } else if (this.depth === 2 && this.inList) {
      if (sign !== CLOSE_LIST) throw this.error('A bracket does not fit')
      if (this.start >= 0 || this.owing) this.push(at, this.index)
      else this.cut(at)
      this.inList = false
      this.owing = false
      this.filled = true
    } else if (this.depth === 0) throw this.error('A bracket does not fit')
    this.depth--
  }

  /** The end of a member, or of an element of the list that the text is. */
  private endItem(at: number): void {
    if (this.rootClose === CLOSE_LIST) this.push(at, this.index++)
    else if (this.filled) this.cut(at)
    else if (this.key === null) throw this.error('A name is missing')
    else this.push(at, null)
    this.key = null
    this.filled = false
  }

  private push(at: number, index: number | null): void {
    const { start, startLine, key } = this
    const text = this.cut(at)
    if (start < 0) throw this.error('A value is missing')
    this.owing = false
    this.items.push({
      key,
      index,
      value: this.parse(text, startLine),
      start,
      end: this.offset + at,
      line: startLine
    })
  }

  private readKey(at: number): string {
    const line = this.startLine
    const key = this.parse(this.cut(at), line)
    if (typeof key !== 'string') throw this.error('A name is no text', line)
    this.owing = false
    return key
  }

  private parse(text: string, line: number): unknown {
    try {
      return parseLenient(text)
    } catch (error) {
      throw this.error(error instanceof Error ? error.message : String(error), line)
    }
  }

  /** The piece up to here; the next begins behind it. */
  private cut(at: number): string {
    this.pieces.push(this.chunk.subarray(this.from, at))
    const bytes = this.pieces.length === 1 ? this.pieces[0] : Buffer.concat(this.pieces)
    this.dropSpace()
    this.from = at + 1
    this.start = -1
    return bytes ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8') : ''
  }

  private dropSpace(): void {
    this.pieces.length = 0
    this.held = 0
  }

  private error(message: string, line = this.line): JsonTextError {
    return new JsonTextError(message, line)
  }
}

/** A string, which is left alone, or a word that Python writes for a number that JSON has no sign for. */
const STRING_OR_WORD = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g

/** JSON.parse, with null for NaN and Infinity. @throws SyntaxError */
export function parseLenient(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    const mended = text.replace(STRING_OR_WORD, (found) => (found.startsWith('"') ? found : 'null'))
    if (mended === text) throw error
    return JSON.parse(mended) as unknown
  }
}
