import { initial } from './0001-initial'
import type { Migration } from './migration'

/** Every step, in order. */
export const migrations: readonly Migration[] = [initial]

/** The version of project files that this application writes. */
export const currentVersion = migrations.length
