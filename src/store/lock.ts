import { hostname } from 'node:os'
import { z } from 'zod'
import { ProblemError } from '@shared/schema/problem'
import { removeFile } from '../files/operations'
import { readNote, refuseLinks } from './guard/ordinaryFiles'
import { replaceFile } from './guard/replaceFile'
import type { ProjectFiles } from './paths'
import { Sqlite } from './database/sqlite'
import { sqliteCode } from './database/sqliteProblem'

const holderSchema = z.object({ pid: z.number().int(), host: z.string(), since: z.string() })

/** The process that has a project open for writing. */
type Holder = z.infer<typeof holderSchema>

const ioError = 10

/**
 * One process writes to a project. The lock is SQLite's own on a file of its own, which the operating system drops
 * with the process, however it ends: there are no stale locks to guess about. Beside it lies a note that says who
 * holds it; it only decides where the file system knows no locks.
 */
export class ProjectLock {
  private constructor(
    private readonly files: ProjectFiles,
    private readonly db: Sqlite
  ) {}

  /** Takes the lock. @throws ProblemError 'project-locked' naming the process that has it; 'project-linked' */
  static async acquire(files: ProjectFiles): Promise<ProjectLock> {
    refuseLinks(files.directory)
    const db = new Sqlite(files.lock, { timeout: 0 })
    try {
      // Without a journal file, a lock leaves nothing behind that would have to be rolled back.
      db.exec('PRAGMA journal_mode = MEMORY')
      db.exec('BEGIN EXCLUSIVE')
    } catch (error) {
      db.close()
      const holder = readHolder(files)
      const withoutLocks = error instanceof ProblemError && sqliteCode(error.cause) === ioError
      if (!withoutLocks || isAlive(holder)) throw locked(files, holder, error)
    }
    const holder: Holder = { pid: process.pid, host: hostname(), since: new Date().toISOString() }
    await replaceFile(files.holder, `${JSON.stringify(holder)}\n`)
    return new ProjectLock(files, db)
  }

  async release(): Promise<void> {
    try {
      await removeFile(this.files.holder)
    } finally {
      this.db.close()
    }
  }
}

function readHolder(files: ProjectFiles): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(readNote(files.holder)))
  } catch {
    // The note is only for people; without it the process is unknown.
    return null
  }
}

/** Whether the process still runs; one on another machine is taken to. */
function isAlive(holder: Holder | null): boolean {
  if (holder === null) return false
  if (holder.host !== hostname()) return true
  try {
    process.kill(holder.pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function locked({ directory }: ProjectFiles, holder: Holder | null, cause: unknown): ProblemError {
  const by = holder === null ? '?' : `${holder.pid} (${holder.host})`
  const message = `The project in ${directory} is open already, in the process ${by}.`
  return new ProblemError('project-locked', message, { folder: directory, holder: by }, { cause })
}
