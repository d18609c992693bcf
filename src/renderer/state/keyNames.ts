import { keysOf, type ActionId } from '@shared/actions/actionTable'
import type { Translate } from '@shared/i18n'
import { parseChord } from './shortcuts'

const macSymbols = { command: '⌘', shift: '⇧', alt: '⌥' }

function keyName(t: Translate, key: string): string {
  switch (key) {
    case 'Plus':
      return '+'
    case '-':
      return '−'
    case 'Delete':
      return t('keys.delete')
    case 'Tab':
      return t('keys.tab')
    case 'PageDown':
      return t('keys.pageDown')
    case 'PageUp':
      return t('keys.pageUp')
    default:
      return key
  }
}

/** An accelerator as a person reads it: its keys, to be shown side by side. */
export function chordKeys(t: Translate, accelerator: string, mac: boolean): readonly string[] {
  const chord = parseChord(accelerator)
  const names = mac ? macSymbols : { command: t('keys.ctrl'), shift: t('keys.shift'), alt: t('keys.alt') }
  return [
    ...(chord.command ? [names.command] : []),
    ...(chord.alt ? [names.alt] : []),
    ...(chord.shift ? [names.shift] : []),
    keyName(t, chord.key)
  ]
}

/** The first shortcut of an action on one line, or null. */
export function shortcutText(t: Translate, id: ActionId, mac: boolean): string | null {
  const [first] = keysOf(id, mac)
  return first === undefined ? null : chordKeys(t, first, mac).join(mac ? '' : '+')
}

type KeyText = Extract<Parameters<Translate>[0], `keys.${string}`>

/** A key of a gesture as it is called on the system. */
export function gestureKey(t: Translate, key: KeyText, mac: boolean): string {
  if (mac && key === 'keys.ctrl') return macSymbols.command
  if (mac && key === 'keys.shift') return macSymbols.shift
  if (mac && key === 'keys.alt') return macSymbols.alt
  return t(key)
}
