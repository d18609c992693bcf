import { createHash, randomBytes } from 'node:crypto'
import { existsSync, lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** As many projects are remembered; the one that was closed longest ago is forgotten. */
const MAX_PROJECTS = 500

const fileSchema = z.record(z.string(), z.string())

/**
 * The project files that this installation closed last, and how they looked then. A file that looks the same was not
 * exchanged or written by anybody else, and is opened without being vetted.
 *
 * Device, file number and time of the last change of the file's data or name (which no archive can set) are compared,
 * besides size and modification time; nothing of the file is read, since to close any descriptor of an open database
 * would drop its locks. Paths are kept as hashes.
 */
export class KnownProjects {
  readonly #file: string

  constructor(userDataDir: string) {
    this.#file = join(userDataDir, 'known-projects.json')
  }

  /** Whether a project's database is as this installation left it. */
  knows(database: string): boolean {
    const mark = markOf(database)
    return mark !== null && this.#read()[keyOf(database)] === mark
  }

  /** Remembers a database that was closed. Failing costs a moment at the next opening, and nothing else. */
  remember(database: string): void {
    // The command line leaves nothing with users who do not have the application.
    if (!existsSync(join(this.#file, '..'))) return
    const mark = markOf(database)
    if (mark === null) return
    try {
      const key = keyOf(database)
      const others = Object.entries(this.#read()).filter(([other]) => other !== key)
      this.#write(Object.fromEntries([...others.slice(1 - MAX_PROJECTS), [key, mark]]))
    } catch {
      // Where nothing can be written, files are vetted each time.
    }
  }

  #read(): Readonly<Record<string, string>> {
    try {
      return fileSchema.parse(JSON.parse(readFileSync(this.#file, 'utf8')))
    } catch {
      return {}
    }
  }

  #write(marks: Readonly<Record<string, string>>): void {
    const draft = `${this.#file}.${randomBytes(8).toString('hex')}.tmp`
    try {
      writeFileSync(draft, `${JSON.stringify(marks, null, 1)}\n`, { flag: 'wx' })
      renameSync(draft, this.#file)
    } catch (error) {
      rmSync(draft, { force: true })
      throw error
    }
  }
}

const keyOf = (database: string): string => createHash('sha256').update(database).digest('hex').slice(0, 32)

/** How a database looks, or null when it is not there or has a log or journal, as one that was not closed has. */
function markOf(database: string): string | null {
  for (const suffix of ['-wal', '-journal'])
    if (lstatSync(`${database}${suffix}`, { throwIfNoEntry: false }) !== undefined) return null
  const found = lstatSync(database, { throwIfNoEntry: false, bigint: true })
  if (!found?.isFile()) return null
  const { dev, ino, size, mtimeNs, ctimeNs } = found
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ')
}
