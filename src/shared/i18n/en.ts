import { annotate } from './en/annotate'
import { commands } from './en/commands'
import { dialogs } from './en/dialogs'
import { formats } from './en/formats'
import { jobs } from './en/jobs'
import { problems, reasons } from './en/problems'
import { notes } from './en/notes'
import { panels } from './en/panels'
import { models } from './en/models'
import { proposals } from './en/proposals'

/** Every English text. The other languages must have the same keys; see `translation.ts`. */
export const en = {
  ...commands,
  ...annotate,
  ...panels,
  ...proposals,
  ...models,
  ...jobs,
  dialogs,
  formats,
  notes,
  problems,
  reasons
} as const
