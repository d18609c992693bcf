import { initial } from './0001-initial'
import { proposals } from './0002-proposals'
import { taskResults } from './0003-task-results'
import type { Migration } from './migration'

/** Every step, in order. */
export const migrations: readonly Migration[] = [initial, proposals, taskResults]

/** The version of project files that this application writes. */
export const currentVersion = migrations.length
