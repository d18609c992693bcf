import { nameKey } from './nameKey'

/** The longest name that Windows, macOS and Linux all take: in UTF-16 units, and in bytes of UTF-8. */
const MAX_NAME_LENGTH = 255
/** What stands for a character that a system refuses. */
const SUBSTITUTE = '_'

/**
 * Characters that a system refuses, or that end a line in lists of files: Windows' punctuation, both path separators,
 * control characters, line and paragraph separators, noncharacters (refused by APFS) and halves of surrogate pairs.
 */
const REFUSED = /[<>:"/\\|?*\p{Cc}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\p{Cs}]/gu
/** Windows opens these as devices, in any folder, whatever follows the first dot. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)$/i

/** How a portable name is made. */
export interface PortableOptions {
  /** Bytes and UTF-16 units that have to stay free, for an ending that is added. */
  readonly reserve?: number
  /** Whether the name without its ending must be a portable name too, because files or folders are called so. */
  readonly stem?: boolean
}

/**
 * The name as it can be given to a file or folder on Windows, macOS and Linux: the name itself when all of them take
 * it. The result is the same on each of them. Different names may become the same: see `UniqueNames`.
 */
export function portableName(name: string, { reserve = 0, stem = false }: PortableOptions = {}): string {
  const allowed = name.replace(REFUSED, SUBSTITUTE)
  const whole = trimmed(allowed)
  const { base, ending } = splitName(whole)
  const own = stem ? trimmedEnd(base) : base
  const named = (own === '' ? SUBSTITUTE : own) + ending
  return shortened(guardDevice(named), MAX_NAME_LENGTH - reserve, stem)
}

/** Whether all systems take a name as it is. */
export function isPortableName(name: string, options: PortableOptions = {}): boolean {
  return portableName(name, options) === name
}

/** Whether Windows opens a device by this name instead of a file. */
export function isDeviceName(name: string): boolean {
  return DEVICE.test((name.split('.', 1)[0] ?? '').trimEnd())
}

/** `name-2.jpg` for the name and 2: the number stands before the ending, and the name keeps to its longest length. */
export function numberedName(
  name: string,
  number: number,
  { reserve = 0, stem }: PortableOptions = {}
): string {
  const { base, ending } = splitName(name)
  const tail = `-${number}`
  const room = MAX_NAME_LENGTH - reserve - tail.length
  const short = shortened(base + ending, room, stem ?? false)
  const cut = splitName(short)
  return `${cut.base}${tail}${cut.ending}`
}

/**
 * Gives names out so that no two have the same key: in one folder, they are different files on every system. The
 * second of a name becomes `name-2`.
 */
export class UniqueNames {
  private readonly taken = new Set<string>()

  /** @param options for the numbered names */
  constructor(private readonly options: PortableOptions = {}) {}

  /** Whether a name is free. */
  isFree(name: string): boolean {
    return !this.taken.has(nameKey(name))
  }

  /** The name or, where it is taken, the first numbered one that is free. */
  claim(name: string): string {
    let free = name
    for (let number = 2; !this.isFree(free); number++) free = numberedName(name, number, this.options)
    this.taken.add(nameKey(free))
    return free
  }
}

/** A name's ending with its dot; a dot at the beginning begins none. */
function splitName(name: string): { readonly base: string; readonly ending: string } {
  const dot = name.lastIndexOf('.')
  return dot > 0 ? { base: name.slice(0, dot), ending: name.slice(dot) } : { base: name, ending: '' }
}

/** Windows strips blanks and dots at the end by itself; blanks at the beginning are lost by many tools. */
function trimmed(name: string): string {
  return trimmedEnd(name.replace(/^\s+/u, ''))
}

function trimmedEnd(name: string): string {
  return name.replace(/[\s.]+$/u, '')
}

function guardDevice(name: string): string {
  if (!isDeviceName(name)) return name
  const first = name.split('.', 1)[0] ?? ''
  return `${first.trimEnd()}${SUBSTITUTE}${name.slice(first.length)}`
}

/** Cuts what is before the ending until the name fits in both normal forms; an ending that is too long is cut, too. */
function shortened(name: string, longest: number, stem: boolean): string {
  if (lengthOf(name) <= longest) return name
  const split = splitName(name)
  const ending = lengthOf(split.ending) <= longest / 2 ? split.ending : ''
  const letters = Array.from(ending === '' ? name : split.base)
  const room = longest - lengthOf(ending)
  const fits = (count: number): boolean => lengthOf(letters.slice(0, count).join('')) <= room
  let [low, high] = [0, letters.length]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(middle)) low = middle
    else high = middle - 1
  }
  const base = letters.slice(0, low).join('')
  const short = (stem || ending === '' ? trimmedEnd(base) : base) + ending
  return guardedEmpty(short, ending)
}

function guardedEmpty(name: string, ending: string): string {
  return name === ending ? SUBSTITUTE + ending : name
}

/** The larger of the name's UTF-8 bytes and UTF-16 units, in whichever normal form is longer. */
function lengthOf(name: string): number {
  const forms = [name, name.normalize('NFC'), name.normalize('NFD')]
  return Math.max(...forms.map((form) => Math.max(form.length, utf8Length(form))))
}

function utf8Length(text: string): number {
  let bytes = 0
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}
