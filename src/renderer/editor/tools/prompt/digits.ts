import type { KeyInput } from '../../inputs'

/** The digit that a key stands for, wherever it is on the keyboard and whatever the layout. */
export function digitOf({ key, code }: Pick<KeyInput, 'key' | 'code'>): number | null {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? (/^\d$/.test(key) ? key : undefined)
  return digit === undefined ? null : Number(digit)
}
