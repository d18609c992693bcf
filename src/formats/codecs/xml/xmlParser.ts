/** An element that begins; an empty one is followed by its end at once. */
export interface XmlOpen {
  readonly kind: 'open'
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly line: number
}

/** An element that ends. */
interface XmlClose {
  readonly kind: 'close'
  readonly name: string
  readonly line: number
}

/** Text between tags, entities replaced; one text may come in several pieces. */
interface XmlText {
  readonly kind: 'text'
  readonly text: string
  readonly line: number
}

export type XmlEvent = XmlOpen | XmlClose | XmlText

/** What an XML text may not exceed. */
export interface XmlLimits {
  /** Characters of one tag or one text. */
  readonly wholeBytes: number
  /** Levels of nesting. */
  readonly depth: number
}

/** The text is not XML as datasets use it, is cut off, or exceeds a limit. */
export class XmlTextError extends SyntaxError {
  constructor(
    message: string,
    readonly line: number
  ) {
    super(message)
  }
}

const NAME = /^[\p{L}_:][\p{L}\p{N}\p{M}_:.\-·]*$/u
const ATTRIBUTE = /\s+([^\s=<>"'/]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y
const ENTITY = /&([^;&\s]{0,32};?)/g
/** What may follow `<!`; anything else is refused. */
const SPECIAL = ['<!--', '<![CDATA[']
const SPACE_ONLY = /^\s*$/
const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/**
 * Cuts XML into events as its text comes, holding no more than one tag or text. Strict: tags must match, there is one
 * root. Document types are refused, and with them every entity but the five that XML itself has: nothing is ever
 * expanded or fetched. Comments and processing instructions are passed over, namespaces are part of names.
 */
export class XmlParser {
  private rest = ''
  /** Where the search for the end of the first thing in `rest` goes on. */
  private from = 0
  /** The quote that the search is inside of. */
  private quote = ''
  private line = 1
  private readonly open: string[] = []
  private hasRoot = false
  private events: XmlEvent[] = []

  constructor(private readonly limits: XmlLimits) {}

  /** What is complete with this piece of text. @throws XmlTextError */
  take(text: string): readonly XmlEvent[] {
    this.events = []
    this.rest += text
    let at = 0
    for (let end = this.endOfThing(at); end >= 0; end = this.endOfThing(at)) {
      this.read(this.rest.slice(at, end))
      at = end
      this.from = at
      this.quote = ''
    }
    this.from -= at
    this.rest = this.rest.slice(at)
    if (this.rest.length > this.limits.wholeBytes) throw this.error('One tag or text is too large')
    return this.events
  }

  /** @throws XmlTextError when the text is not complete */
  end(): void {
    const isComplete = this.hasRoot && this.open.length === 0 && SPACE_ONLY.test(this.rest)
    if (isComplete) return
    this.countLines(this.rest)
    throw this.error('The text is cut off')
  }

  /** Where the tag or text that begins at `at` ends, or -1 when more has to come. */
  private endOfThing(at: number): number {
    const { rest } = this
    if (at >= rest.length) return -1
    if (rest[at] !== '<') return this.find('<', 0)
    const beginning = rest.slice(at, at + 9)
    if (SPECIAL.some((special) => special.length > beginning.length && special.startsWith(beginning)))
      return -1
    if (rest.startsWith('<!--', at)) return this.find('-->', 3, at + 4)
    if (rest.startsWith('<![CDATA[', at)) return this.find(']]>', 3, at + 9)
    if (rest.startsWith('<?', at)) return this.find('?>', 2, at + 2)
    if (rest.startsWith('<!', at)) throw this.error('Document types and entities are refused')
    return this.endOfTag(at)
  }

  private find(sign: string, length: number, earliest = 0): number {
    const found = this.rest.indexOf(sign, Math.max(this.from, earliest))
    if (found >= 0) return found + length
    // The sign may have come in part.
    this.from = Math.max(this.from, this.rest.length - sign.length + 1)
    return -1
  }

  /** A tag ends with the first `>` outside of quotes. */
  private endOfTag(at: number): number {
    for (let i = Math.max(this.from, at + 1); i < this.rest.length; i++) {
      const sign = this.rest[i] ?? ''
      if (this.quote !== '') {
        if (sign === this.quote) this.quote = ''
      } else if (sign === '"' || sign === "'") this.quote = sign
      else if (sign === '>') return i + 1
      else if (sign === '<') throw this.error('A tag is not closed')
    }
    this.from = this.rest.length
    return -1
  }

  private read(thing: string): void {
    const { line } = this
    if (thing.startsWith('<![CDATA[')) this.text(thing.slice(9, -3), line)
    else if (thing.startsWith('</')) this.close(thing.slice(2, -1).trimEnd(), line)
    else if (thing.startsWith('<') && !/^<[!?]/.test(thing)) this.tag(thing, line)
    else if (!thing.startsWith('<')) this.text(this.decode(thing), line)
    this.countLines(thing)
  }

  private countLines(text: string): void {
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) this.line++
  }

  private text(text: string, line: number): void {
    if (this.open.length > 0) this.events.push({ kind: 'text', text, line })
    else if (!SPACE_ONLY.test(text)) throw this.error('Text stands outside of the root')
  }

  private tag(thing: string, line: number): void {
    const isEmpty = thing.endsWith('/>')
    const body = thing.slice(1, isEmpty ? -2 : -1)
    const name = /^[^\s]*/.exec(body)?.[0] ?? ''
    if (!NAME.test(name)) throw this.error('A tag has no name')
    if (this.open.length === 0 && this.hasRoot) throw this.error('A second root follows the end')
    if (this.open.length >= this.limits.depth) throw this.error('The nesting is too deep')
    this.hasRoot = true
    this.events.push({ kind: 'open', name, attributes: this.attributes(body, name.length), line })
    if (isEmpty) this.events.push({ kind: 'close', name, line })
    else this.open.push(name)
  }

  private attributes(body: string, start: number): ReadonlyMap<string, string> {
    const attributes = new Map<string, string>()
    let at = start
    for (;;) {
      ATTRIBUTE.lastIndex = at
      const found = ATTRIBUTE.exec(body)
      if (!found) break
      const [whole, name = '', double, single] = found
      if (!NAME.test(name) || attributes.has(name)) throw this.error(`An attribute is wrong: ${name}`)
      attributes.set(name, this.decode(double ?? single ?? ''))
      at += whole.length
    }
    if (!SPACE_ONLY.test(body.slice(at))) throw this.error('An attribute is wrong')
    return attributes
  }

  private close(name: string, line: number): void {
    if (this.open.pop() !== name) throw this.error(`</${name}> does not fit`)
    this.events.push({ kind: 'close', name, line })
  }

  private decode(text: string): string {
    if (!text.includes('&')) return text
    return text.replace(ENTITY, (whole: string, body: string) => {
      const name = body.endsWith(';') ? body.slice(0, -1) : ''
      const sign = Object.hasOwn(named, name) ? named[name] : signOf(name)
      if (sign === undefined) throw this.error(`The entity ${whole} is refused`)
      return sign
    })
  }

  private error(message: string): XmlTextError {
    return new XmlTextError(message, this.line)
  }
}

/** The sign that a numeric reference names. */
function signOf(name: string): string | undefined {
  const digits = /^#(?:x([0-9a-f]{1,6})|([0-9]{1,7}))$/i.exec(name)
  if (!digits) return undefined
  const code = digits[1] === undefined ? Number(digits[2]) : parseInt(digits[1], 16)
  const isSign =
    code === 0x9 || code === 0xa || code === 0xd || (code >= 0x20 && code < 0xd800) || code > 0xdfff
  return isSign && code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}
