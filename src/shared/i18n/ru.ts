import { annotate } from './ru/annotate'
import { commands } from './ru/commands'
import { dialogs } from './ru/dialogs'
import { formats } from './ru/formats'
import { jobs } from './ru/jobs'
import { models } from './ru/models'
import { notes } from './ru/notes'
import { panels } from './ru/panels'
import { problems, reasons } from './ru/problems'
import { proposals } from './ru/proposals'
import type { Translation } from './translation'

/** Every Russian text; the compiler demands the same keys as in English, with Russian plural forms. */
export const ru: Translation = {
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
}
