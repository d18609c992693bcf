import type { Json } from '../import/foreign'
import { setOwn } from '../import/json'

/** A text is not in the part of YAML that is understood. */
export class YamlError extends SyntaxError {
  constructor(
    message: string,
    readonly line: number
  ) {
    super(message)
  }
}

/** Levels of nesting. */
const DEEPEST = 40

/** A line without its comment and indentation. */
interface Line {
  readonly indent: number
  readonly text: string
  /** From 1. */
  readonly number: number
}

/**
 * Reads the part of YAML that descriptions of datasets are written in: maps and lists, in blocks or in brackets,
 * quoted and plain text, comments. Tags, anchors and text over several lines are not resolved.
 * @throws YamlError
 */
export function parseYaml(text: string): Json {
  const lines = linesOf(text)
  if (lines.length === 0) return null
  const reader = new BlockReader(lines)
  const value = reader.block(lines[0]?.indent ?? 0, 0)
  reader.end()
  return value
}

function linesOf(text: string): Line[] {
  const lines: Line[] = []
  for (const [i, raw] of text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = withoutComment(raw).trimEnd()
    const content = line.trimStart()
    if (content === '' || content === '---' || content === '...') continue
    lines.push({ indent: line.length - content.length, text: content, number: i + 1 })
  }
  return lines
}

/** What comes before a `#` that stands at the beginning or after a space, outside of quotes. */
function withoutComment(line: string): string {
  let quote = ''
  for (let at = 0; at < line.length; at++) {
    const sign = line[at] ?? ''
    if (quote !== '') {
      if (sign === '\\' && quote === '"') at++
      else if (sign === quote) quote = ''
    } else if ((sign === '"' || sign === "'") && /^$|[\s[{,:-]/.test(line[at - 1] ?? '')) quote = sign
    else if (sign === '#' && /^$|\s/.test(line[at - 1] ?? '')) return line.slice(0, at)
  }
  return line
}

/** Key and the rest of a line of a block map: the key may be quoted. */
const KEY = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'[\]{},#&*!|>%@`][^#]*?)\s*:(?:\s+(.*))?$/

class BlockReader {
  private at = 0

  constructor(private readonly lines: readonly Line[]) {}

  /** @throws YamlError when something is left over. */
  end(): void {
    const line = this.lines[this.at]
    if (line) throw new YamlError('The indentation does not fit', line.number)
  }

  /** A map, a list or a single value whose lines begin at a column. */
  block(indent: number, depth: number): Json {
    const line = this.lines[this.at]
    if (!line) return null
    if (depth > DEEPEST) throw new YamlError('The nesting is too deep', line.number)
    if (isElement(line.text)) return this.list(indent, depth)
    if (KEY.test(line.text)) return this.map(indent, depth)
    this.at++
    return this.value(line.text, line)
  }

  private list(indent: number, depth: number): Json {
    const list: Json[] = []
    for (let line = this.lines[this.at]; line?.indent === indent && isElement(line.text);) {
      this.at++
      const rest = line.text.slice(1).trim()
      list.push(rest === '' ? this.nested(indent, depth) : this.value(rest, line))
      line = this.lines[this.at]
    }
    return list
  }

  private map(indent: number, depth: number): Json {
    const map: Record<string, Json> = {}
    for (let line = this.lines[this.at]; line?.indent === indent; line = this.lines[this.at]) {
      const [, key, rest = ''] = KEY.exec(line.text) ?? []
      if (key === undefined) throw new YamlError('A name and a colon are expected', line.number)
      this.at++
      const value = rest === '' ? this.nested(indent, depth) : this.value(rest, line)
      setOwn(map, String(scalar(key, line.number)), value)
    }
    return map
  }

  /** What is indented below a line; a list may also begin at the same column. */
  private nested(indent: number, depth: number): Json {
    const next = this.lines[this.at]
    if (!next || next.indent < indent || (next.indent === indent && !isElement(next.text))) return null
    return this.block(next.indent, depth + 1)
  }

  /** A value on a line; brackets may go on over the next lines, and so may text behind `|` and `>`. */
  private value(text: string, { number, indent }: Line): Json {
    if (/^[|>][+-]?$/.test(text)) return this.longText(indent)
    if (!/^[[{]/.test(text)) return scalar(text, number)
    let all = text
    for (let next = this.lines[this.at]; !isBalanced(all) && next; next = this.lines[this.at]) {
      all += ` ${next.text}`
      this.at++
    }
    return new FlowReader(all, number).whole()
  }

  private longText(indent: number): string {
    const parts: string[] = []
    for (let line = this.lines[this.at]; line && line.indent > indent; line = this.lines[this.at]) {
      parts.push(line.text)
      this.at++
    }
    return parts.join('\n')
  }
}

const isElement = (text: string): boolean => text === '-' || text.startsWith('- ')

/** The next piece of a text in brackets: a quoted text, a bracket, a comma, a colon, or plain text. */
const FLOW =
  /\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[[\]{},]|:(?=[\s,[\]{}]|$)|(?:[^\s:[\]{},]|:(?![\s,[\]{}]|$)|[ \t](?![\s:,[\]{}]))+)\s*/y

function isBalanced(text: string): boolean {
  let depth = 0
  for (const [sign] of text.matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[[\]{}]/g)) {
    if (sign === '[' || sign === '{') depth++
    else if (sign === ']' || sign === '}') depth--
  }
  return depth <= 0
}

/** Reads lists and maps in brackets. */
class FlowReader {
  private readonly pieces: string[] = []
  private at = 0

  constructor(
    text: string,
    private readonly line: number
  ) {
    FLOW.lastIndex = 0
    while (FLOW.lastIndex < text.length) {
      const piece = FLOW.exec(text)?.[1]
      if (piece === undefined) throw this.error()
      this.pieces.push(piece)
    }
  }

  whole(): Json {
    const value = this.value(0)
    if (this.at < this.pieces.length) throw this.error()
    return value
  }

  private value(depth: number): Json {
    if (depth > DEEPEST) throw new YamlError('The nesting is too deep', this.line)
    const piece = this.next()
    if (piece === '[') return this.list(depth)
    if (piece === '{') return this.map(depth)
    if (/^[\]},:]$/.test(piece)) throw this.error()
    return scalar(piece, this.line)
  }

  private list(depth: number): Json {
    const list: Json[] = []
    while (this.peek() !== ']') {
      list.push(this.value(depth + 1))
      if (this.peek() === ',') this.at++
      else if (this.peek() !== ']') throw this.error()
    }
    this.at++
    return list
  }

  private map(depth: number): Json {
    const map: Record<string, Json> = {}
    while (this.peek() !== '}') {
      const key = this.next()
      if (/^[[\]{},:]$/.test(key) || this.next() !== ':') throw this.error()
      setOwn(map, String(scalar(key, this.line)), /^[,}]$/.test(this.peek()) ? null : this.value(depth + 1))
      if (this.peek() === ',') this.at++
      else if (this.peek() !== '}') throw this.error()
    }
    this.at++
    return map
  }

  private peek(): string {
    const piece = this.pieces[this.at]
    if (piece === undefined) throw this.error()
    return piece
  }

  private next(): string {
    const piece = this.peek()
    this.at++
    return piece
  }

  private error(): YamlError {
    return new YamlError('A list or map in brackets is malformed', this.line)
  }
}

function scalar(text: string, line: number): string | number | boolean | null {
  if (text.startsWith('"')) return quoted(text, line)
  if (text.startsWith("'")) {
    if (!/^'(?:[^']|'')*'$/.test(text)) throw new YamlError('A quote is not closed', line)
    return text.slice(1, -1).replaceAll("''", "'")
  }
  if (/^(?:null|~)$/i.test(text)) return null
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true'
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text) ? Number(text) : text
}

/** Double quotes: JSON's escapes, and the few more that YAML has. */
function quoted(text: string, line: number): string {
  try {
    const json = text.replace(
      /\\(?:x([0-9a-f]{2})|([^"\\/bfnrtu])|(.))/gi,
      (all, hex?: string, other?: string) =>
        hex !== undefined ? `\\u00${hex}` : other === '0' ? '\\u0000' : other !== undefined ? other : all
    )
    return String(JSON.parse(json))
  } catch {
    throw new YamlError('A quoted text is malformed', line)
  }
}
