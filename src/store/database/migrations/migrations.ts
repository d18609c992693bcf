import { initial } from './0001-initial'
import { proposals } from './0002-proposals'
import { taskResults } from './0003-task-results'
import { unsettled } from './0004-unsettled'
import type { Migration } from './migration'

/** Every step, in order. */
export const migrations: readonly Migration[] = [initial, proposals, taskResults, unsettled]

/** The version of project files that this application writes. */
export const currentVersion = migrations.length
