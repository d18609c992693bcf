import { existsSync } from 'node:fs'
import { ProblemError, type Problem } from '@shared/schema/problem'
import { openDatabase } from './database/database'
import type { Sqlite } from './database/sqlite'
import { findProject, locateProject, type ProjectLocation, type WriteProbe } from './location'
import { ProjectLock } from './lock'
import { openTarget } from './openTarget'
import { projectFiles } from './paths'
import type { RunGuarded } from './vet/guarded'
import { KnownProjects } from './vet/knownProjects'

/** What to open, and how. */
export interface OpenOptions {
  /** The images' folder, or an image in it. */
  readonly folder: string
  /** Where the application keeps its own data, for folders that cannot be written. */
  readonly userDataDir: string
  /** The name of a new project's first class. */
  readonly firstLabel?: string
  /** Search the folder before returning (the default); otherwise the caller calls `scan`. */
  readonly scan?: boolean
  /** Only read: no lock, no search, and the project must exist. */
  readonly readOnly?: boolean
  /**
   * Reads a file that this installation has not closed itself, before this process does, in one that is ended when it
   * hangs. Without it only this process reads.
   */
  readonly guard?: RunGuarded
  /** See `DatabaseOptions`. */
  readonly journalMode?: 'wal' | 'delete'
  /** Finds out whether the folder can be written; by default by writing. */
  readonly probe?: WriteProbe
  /** Sets limits of the connection once it is open, as tests do for the size of the file. */
  readonly tune?: (db: Sqlite) => void
  /** Told about what goes wrong beside the calls: a backup that failed, an object that cannot be read. */
  readonly report?: (problem: Problem) => void
}

/** What a project consists of once its database is open. */
export interface Parts {
  readonly root: string
  readonly location: ProjectLocation
  readonly db: Sqlite
  readonly lock: ProjectLock | null
  readonly known: KnownProjects
  readonly report: (problem: Problem) => void
  /** Whether there was no project before. */
  readonly isNew: boolean
  /** The image that was opened with its folder, relative to the root; null where a folder was opened. */
  readonly image: string | null
}

/**
 * Finds a folder's project or makes one, locks it, has it vetted, and opens its database.
 * @throws ProblemError as `ProjectStore.open`; nothing stays locked or open then
 */
export async function openParts(options: OpenOptions): Promise<Parts> {
  const { userDataDir, readOnly = false, journalMode = 'wal', report = () => undefined } = options
  const { root, image } = await openTarget(options.folder)
  const location = readOnly
    ? existing(root, userDataDir)
    : await locateProject(root, userDataDir, options.probe)
  const { directory } = location
  const lock = readOnly ? null : await ProjectLock.acquire(projectFiles(directory))
  let db: Sqlite | undefined
  try {
    const isNew = !existsSync(projectFiles(directory).database)
    const known = new KnownProjects(userDataDir)
    const checked = await vetUnknown(directory, known, options.guard)
    db = openDatabase({ directory, readOnly, journalMode, checked })
    options.tune?.(db)
    return { root, image, location, isNew, db, lock, known, report }
  } catch (error) {
    db?.close()
    await lock?.release()
    throw error
  }
}

/** Whether a file was read as a whole by another process, since this installation has not closed it itself. */
async function vetUnknown(directory: string, known: KnownProjects, guard?: RunGuarded): Promise<boolean> {
  const { database } = projectFiles(directory)
  if (!guard || !existsSync(database) || known.knows(database)) return false
  await guard({ work: 'vet', directory })
  return true
}

function existing(root: string, userDataDir: string): ProjectLocation {
  const found = findProject(root, userDataDir)
  if (found !== null) return found
  throw new ProblemError('not-open', `There is no Maskwright project for ${root}.`, {})
}
