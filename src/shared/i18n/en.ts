import { commands } from './en/commands'
import { dialogs } from './en/dialogs'
import { problems, reasons } from './en/problems'
import { notes } from './en/notes'
import { panels } from './en/panels'

/** Every English text. The other languages must have the same keys; see `translation.ts`. */
export const en = { ...commands, ...panels, dialogs, notes, problems, reasons } as const
