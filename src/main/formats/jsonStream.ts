/** A value found in a JSON object: a member, or one element of a member that is a list. */
export interface JsonItem {
  readonly key: string
  readonly value: unknown
}

/**
 * Reads the members of one large JSON object as they come, without holding the text: members that are lists are given
 * element by element, all others whole. Each piece is parsed with JSON.parse.
 * @throws SyntaxError when the text is not one JSON object or is cut off.
 */
export async function* readJsonObject(
  chunks: AsyncIterable<string> | Iterable<string>
): AsyncGenerator<JsonItem> {
  const splitter = new Splitter()
  for await (const chunk of chunks) yield* splitter.take(chunk)
  splitter.end()
}

/**
 * Cuts the text of an object into pieces by counting brackets outside of strings. The object itself is depth 1; a
 * member that is a list makes depth 2, where commas end its elements.
 */
class Splitter {
  private depth = 0
  private inString = false
  private escaped = false
  private finished = false
  /** The member that is being read. */
  private key: string | undefined
  private inList = false
  /** Text of the piece that is being read, from earlier chunks. */
  private piece = ''
  private chunk = ''
  /** Where the piece goes on in the chunk. */
  private from = 0
  private items: JsonItem[] = []

  /** What is complete with this chunk. */
  take(chunk: string): JsonItem[] {
    this.items = []
    this.chunk = chunk
    this.from = 0
    for (let at = 0; at < chunk.length; at++) {
      const sign = chunk[at] ?? ''
      if (this.inString) {
        if (this.escaped) this.escaped = false
        else if (sign === '\\') this.escaped = true
        else if (sign === '"') this.inString = false
      } else this.readSign(sign, at)
    }
    this.piece += chunk.slice(this.from)
    return this.items
  }

  /** @throws SyntaxError when the object is not closed, or something follows it. */
  end(): void {
    if (!this.finished || this.piece.trim() !== '') throw malformed()
  }

  private readSign(sign: string, at: number): void {
    switch (sign) {
      case '"':
        this.inString = true
        break
      case '{':
      case '[':
        this.open(sign, at)
        break
      case '}':
      case ']':
        this.close(at)
        break
      case ':':
        if (this.depth === 1 && this.key === undefined) this.key = keyFrom(this.cut(at))
        break
      case ',':
        if (this.depth === 1) this.endMember(at)
        else if (this.depth === 2 && this.inList) this.push(this.cut(at))
    }
  }

  private open(sign: string, at: number): void {
    this.depth++
    if (this.depth === 1) {
      if (sign !== '{' || this.finished || this.cut(at).trim() !== '') throw malformed()
    } else if (this.depth === 2 && sign === '[') {
      if (this.cut(at).trim() !== '') throw malformed()
      this.inList = true
    }
  }

  private close(at: number): void {
    this.depth--
    if (this.depth === 1 && this.inList) {
      const last = this.cut(at)
      if (last.trim() !== '') this.push(last)
      this.inList = false
      this.key = undefined
    } else if (this.depth === 0) {
      this.endMember(at)
      this.finished = true
    } else if (this.depth < 0) throw malformed()
  }

  /** The end of a member that is no list; after a list, and in an empty object, there is none. */
  private endMember(at: number): void {
    const text = this.cut(at)
    if (this.key !== undefined) this.push(text)
    else if (text.trim() !== '') throw malformed()
    this.key = undefined
  }

  private push(text: string): void {
    if (this.key === undefined) throw malformed()
    this.items.push({ key: this.key, value: JSON.parse(text) })
  }

  /** The piece up to here; the next begins behind it. */
  private cut(at: number): string {
    const text = this.piece + this.chunk.slice(this.from, at)
    this.piece = ''
    this.from = at + 1
    return text
  }
}

function keyFrom(text: string): string {
  const key: unknown = JSON.parse(text)
  if (typeof key !== 'string') throw malformed()
  return key
}

const malformed = (): SyntaxError => new SyntaxError('The text is not one whole JSON object')
