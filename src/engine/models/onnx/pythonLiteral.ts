const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"'
}

/** One token: a string in either quotes, a number, or a mark. */
const TOKEN =
  /\s*(?:'([^'\\]*(?:\\.[^'\\]*)*)'|"([^"\\]*(?:\\.[^"\\]*)*)"|(-?\d+(?:\.\d+)?)|([{}[\](),:]))\s*/suy

/** Keys of a dictionary by number, in which Python's texts of class names are kept. */
export type Names = ReadonlyMap<number, string>

/**
 * Class names as Python prints them: `{0: 'person', 1: "driver's seat"}` or `['person', 'bicycle']`, also as JSON.
 * @returns undefined for anything else.
 */
export function parseNames(text: string): Names | undefined {
  const tokens = tokenise(text)
  if (!tokens || tokens.length < 2) return undefined
  const items = tokens.slice(1, -1)
  const frame = `${tokens[0]?.mark ?? ''}${tokens.at(-1)?.mark ?? ''}`
  if (frame === '{}') return dictionary(items)
  return frame === '[]' || frame === '()' ? list(items) : undefined
}

/** Whole numbers in a text such as "[640, 480]" or "640". */
export function parseNumbers(text: string): number[] {
  return [...text.matchAll(/\d+/g)].map(([digits]) => Number(digits))
}

interface Token {
  readonly text?: string
  readonly number?: number
  readonly mark?: string
}

function tokenise(text: string): Token[] | undefined {
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text)
    if (!match) return undefined
    const [, single, double, number, mark] = match
    const quoted = single ?? double
    if (quoted !== undefined) tokens.push({ text: unescape(quoted) })
    else tokens.push(mark === undefined ? { number: Number(number) } : { mark })
  }
  return tokens
}

function unescape(text: string): string {
  return text.replace(
    /\\(?:x([\dA-Fa-f]{2})|u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|(.))/gsu,
    (_all, ...groups: string[]) => {
      const [two, four, eight, letter] = groups
      const code = two ?? four ?? eight
      return code === undefined ? (ESCAPES[letter ?? ''] ?? `\\${letter ?? ''}`) : codePoint(code)
    }
  )
}

function codePoint(hex: string): string {
  const code = parseInt(hex, 16)
  return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code)
}

/** `key: name` pairs; JSON has its keys in quotes. */
function dictionary(tokens: readonly Token[]): Names | undefined {
  const names = new Map<number, string>()
  for (let at = 0; at < tokens.length; at += 4) {
    const [key, colon, name, comma] = tokens.slice(at, at + 4)
    const index = key?.number ?? Number(key?.text ?? NaN)
    if (!Number.isInteger(index) || index < 0 || colon?.mark !== ':' || name?.text === undefined)
      return undefined
    if (comma && comma.mark !== ',') return undefined
    names.set(index, name.text)
  }
  return names
}

function list(tokens: readonly Token[]): Names | undefined {
  const names = new Map<number, string>()
  for (let at = 0; at < tokens.length; at += 2) {
    const [name, comma] = tokens.slice(at, at + 2)
    if (name?.text === undefined || (comma && comma.mark !== ',')) return undefined
    names.set(at / 2, name.text)
  }
  return names
}
