import type { Handlers } from '../answer'
import { appHandlers } from './appHandlers'
import { cacheHandlers } from './cacheHandlers'
import type { Context } from './context'
import { editHandlers } from './editHandlers'
import { exportHandlers } from './exportHandlers'
import { imageHandlers } from './imageHandlers'
import { importHandlers } from './importHandlers'
import { inferenceHandlers } from './inferenceHandlers'
import { jobHandlers } from './jobHandlers'
import { modelHandlers } from './modelHandlers'
import { projectHandlers } from './projectHandlers'
import { proposalHandlers } from './proposalHandlers'
import { settingsHandlers } from './settingsHandlers'
import { taskHandlers } from './taskHandlers'

/** One handler for each row of the contract. */
export function createHandlers(context: Context): Handlers {
  return {
    ...appHandlers(context),
    ...settingsHandlers(context),
    ...cacheHandlers(context),
    ...projectHandlers(context),
    ...imageHandlers(context),
    ...editHandlers(context),
    ...inferenceHandlers(context),
    ...modelHandlers(context),
    ...proposalHandlers(context),
    ...taskHandlers(context),
    ...importHandlers(context),
    ...exportHandlers(context),
    ...jobHandlers(context)
  }
}
