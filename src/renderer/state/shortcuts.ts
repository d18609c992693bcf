import { actionIds, keysOf, type ActionId } from '@shared/actions/actionTable'

/** The fields of a KeyboardEvent that tell which key it is. */
export interface KeyPress {
  readonly code: string
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** An accelerator of the action table, taken apart. */
export interface Chord {
  /** Ctrl, or Cmd on macOS. */
  readonly command: boolean
  readonly shift: boolean
  readonly alt: boolean
  /** As the table writes it: 'A', 'Plus', 'F5'. */
  readonly key: string
}

/** Punctuation: the character that it types, and where it is on the US layout. */
const punctuation: Readonly<Record<string, { readonly char: string; readonly codes: readonly string[] }>> = {
  Plus: { char: '+', codes: ['NumpadAdd'] },
  '=': { char: '=', codes: ['Equal'] },
  '-': { char: '-', codes: ['Minus', 'NumpadSubtract'] },
  '[': { char: '[', codes: ['BracketLeft'] },
  ']': { char: ']', codes: ['BracketRight'] },
  ',': { char: ',', codes: ['Comma'] },
  '/': { char: '/', codes: ['Slash'] }
}

/** Takes an accelerator such as 'CmdOrCtrl+Shift+Z' apart. */
export function parseChord(accelerator: string): Chord {
  const parts = accelerator.split('+')
  const key = parts.at(-1) ?? ''
  return {
    command: parts.includes('CmdOrCtrl'),
    shift: parts.includes('Shift'),
    alt: parts.includes('Alt'),
    key
  }
}

/** Letters and digits are physical keys, so that they work with any keyboard layout. */
function codesOf(key: string): readonly string[] {
  if (/^[A-Z]$/.test(key)) return [`Key${key}`]
  if (/^[0-9]$/.test(key)) return [`Digit${key}`, `Numpad${key}`]
  return punctuation[key]?.codes ?? [key]
}

function modifiersMatch(chord: Chord, press: KeyPress, mac: boolean): boolean {
  const command = mac ? press.metaKey : press.ctrlKey
  const other = mac ? press.ctrlKey : press.metaKey
  // 'Plus' is typed with or without Shift, depending on the layout.
  const shift = chord.key === 'Plus' || press.shiftKey === chord.shift
  return command === chord.command && !other && shift && press.altKey === chord.alt
}

interface Shortcut {
  readonly id: ActionId
  readonly chord: Chord
}

const shortcutsOn = (mac: boolean): readonly Shortcut[] =>
  actionIds.flatMap((id) => keysOf(id, mac).map((accelerator) => ({ id, chord: parseChord(accelerator) })))
const macShortcuts = shortcutsOn(true)
const otherShortcuts = shortcutsOn(false)

/** The action of a key press. Punctuation goes by the character typed, and only then by the key's place. */
export function actionOf(press: KeyPress, mac: boolean): ActionId | null {
  const shortcuts = mac ? macShortcuts : otherShortcuts
  const fitting = shortcuts.filter(({ chord }) => modifiersMatch(chord, press, mac))
  const typed = fitting.find(({ chord }) => punctuation[chord.key]?.char === press.key)
  const placed = fitting.find(({ chord }) => codesOf(chord.key).includes(press.code))
  return (typed ?? placed)?.id ?? null
}

/** Accelerators that more than one action claims; there must be none. */
export function ambiguousShortcuts(mac: boolean): readonly string[] {
  const seen = new Map<string, ActionId>()
  const twice: string[] = []
  for (const { id, chord } of mac ? macShortcuts : otherShortcuts) {
    const name = `${chord.command ? 'CmdOrCtrl+' : ''}${chord.alt ? 'Alt+' : ''}${chord.shift ? 'Shift+' : ''}`
    for (const code of codesOf(chord.key)) {
      const other = seen.get(name + code)
      if (other !== undefined && other !== id) twice.push(`${name}${code}: ${other}, ${id}`)
      seen.set(name + code, id)
    }
  }
  return twice
}
