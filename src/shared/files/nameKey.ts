/**
 * The key by which file names are compared: two names have the same key when a file system that ignores case (Windows,
 * macOS) or the Unicode normal form (macOS) takes them for the same. It folds a little more than any of them do, so
 * that names with different keys are different everywhere. A path's key is the path of its parts' keys.
 */
export function nameKey(name: string): string {
  if (/^[\0-\x7f]*$/.test(name)) return name.toUpperCase()
  // Upper case last: lower case depends on the letters around it (the Greek final sigma), upper case does not.
  return name.normalize('NFD').toLowerCase().toUpperCase().normalize('NFC')
}

/** How alike two names with the same key are: the same text, the same but for its normal form, or but for case. */
export type Likeness = 'same' | 'normal-form' | 'case'

/** How alike two names are; null when their keys differ. */
export function likeness(a: string, b: string): Likeness | null {
  if (a === b) return 'same'
  if (a.normalize('NFC') === b.normalize('NFC')) return 'normal-form'
  return nameKey(a) === nameKey(b) ? 'case' : null
}
