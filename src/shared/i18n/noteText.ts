import type { Problem } from '../schema/problem'
import { notes } from './en/notes'
import { problemText } from './problemText'
import type { Translate } from './translation'

/** What an export has to say: by the note's code where it has one, else as the problem that it is. */
export function noteText(t: Translate, note: Problem): string {
  const { note: code, count, reason } = note.params
  if (typeof code === 'string' && (code in notes || `${code}_one` in notes)) {
    const fill = t as (key: string, params: { readonly count: unknown }) => string
    return fill(`notes.${code}`, { count })
  }
  // Inside a report the sentence around the reason would only repeat that this is about the export.
  if ((note.kind === 'export-failed' || note.kind === 'export-note') && typeof reason === 'string')
    return reason
  return problemText(t, note)
}
