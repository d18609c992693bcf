import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { problem, type Problem } from '../../shared/schema/problem'
import { closeDatabase, openDatabase } from './database'
import { LabelStore } from './labels'
import { locateProject } from './location'
import { ProjectLock } from './lock'
import { openTarget } from './openTarget'
import { projectFiles, withSidecars, type ProjectFiles } from './paths'
import { releaseHandles } from './releaseHandles'
import { readableCopy, readFirstPage } from './salvage/readableCopy'
import { salvageInto, type SalvageReport } from './salvage/salvageInto'
import type { Sqlite } from './sqlite'

/** Which project is meant; the options of `ProjectStore.open` fit. */
export interface RecoveryOptions {
  readonly folder: string
  readonly userDataDir: string
  readonly firstLabel?: string
}

/** What to tell the user once the project is open. */
export interface Recovered {
  readonly notices: readonly Problem[]
}

/** How many objects `salvageProject` would save; changes nothing. */
export async function inspectDamage(options: RecoveryOptions): Promise<{ readonly salvageable: number }> {
  return exclusively(options, (files) =>
    inWorkFolder(files, async (work) => ({ salvageable: (await rebuild(files, work, options)).objects }))
  )
}

/**
 * Puts a new project with everything that can be read of the damaged one and of its backup in its place. The
 * damaged file is kept beside it.
 */
export async function salvageProject(options: RecoveryOptions): Promise<Recovered> {
  return exclusively(options, (files) =>
    inWorkFolder(files, async (work) => {
      const { objects, incompletePools } = await rebuild(files, work, options)
      await releaseHandles()
      const aside = await moveAside(files)
      await rename(projectFiles(work).database, files.database)
      const notices = [recovered(objects, aside)]
      return { notices: incompletePools === 0 ? notices : [...notices, proposalsLost(incompletePools)] }
    })
  )
}

/** Keeps the damaged file and its backup aside, so that opening begins a new project. */
export async function startNewProject(options: RecoveryOptions): Promise<Recovered> {
  return exclusively(options, async (files) => {
    await releaseHandles()
    return { notices: [recovered(0, await moveAside(files, true))] }
  })
}

async function exclusively<T>(
  options: RecoveryOptions,
  work: (files: ProjectFiles) => Promise<T>
): Promise<T> {
  const { root } = await openTarget(options.folder)
  const { directory } = await locateProject(root, options.userDataDir)
  const files = projectFiles(directory)
  const lock = await ProjectLock.acquire(files)
  try {
    return await work(files)
  } finally {
    await lock.release()
  }
}

/** Lends a folder on the project's own disk, so that its files can be renamed into place. */
async function inWorkFolder<T>(files: ProjectFiles, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = join(files.directory, 'salvage')
  // One that was interrupted may have left something; the lock is held, so nobody works there.
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder)
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Makes the new project in the work folder. */
async function rebuild(files: ProjectFiles, work: string, options: RecoveryOptions): Promise<SalvageReport> {
  // A new project's first page stands in for a destroyed one.
  closeDatabase(openDatabase({ directory: work }))
  const firstPage = await readFirstPage(projectFiles(work).database)
  const sources: Sqlite[] = []
  const target = openDatabase({ directory: work })
  try {
    for (const file of [files.database, files.backup]) {
      const copy = await readableCopy(file, join(work, `damaged-${basename(file)}`), [firstPage])
      if (copy !== null) sources.push(copy)
    }
    const [main, backup = null] = sources
    const report =
      main === undefined
        ? { objects: 0, lossy: true, incompletePools: 0 }
        : await salvageInto(target, main, backup)
    new LabelStore(target).addFirst(options.firstLabel ?? 'object')
    closeDatabase(target)
    return report
  } finally {
    target.close()
    for (const source of sources) source.close()
  }
}

/** Gives the damaged file another name, and what belongs to it; returns the name of what is kept. */
async function moveAside(files: ProjectFiles, withBackup = false): Promise<string> {
  const aside = freeName(files)
  const kept = aside.replace(/db$/, 'backup.db')
  // The database goes first: a log or backup without it counts as damage, the other way round it would not.
  const moves = withSidecars(files.database).map(
    (file, i) => [file, withSidecars(aside)[i] ?? aside] as const
  )
  for (const [from, to] of withBackup ? [...moves, [files.backup, kept] as const] : moves) {
    if (existsSync(from)) await rename(from, to)
  }
  return [aside, kept].find((file) => existsSync(file)) ?? files.backup
}

function freeName({ directory }: ProjectFiles): string {
  const time = new Date().toISOString().replace(/\..*/, '').replaceAll(/[-:]/g, '').replace('T', '-')
  for (let n = 1; ; n++) {
    const name = join(directory, `project.damaged-${time}${n === 1 ? '' : `-${n}`}.db`)
    if (!existsSync(name)) return name
  }
}

function proposalsLost(count: number): Problem {
  const message = `The proposals of ${count} images could not all be read; segment these images again.`
  return problem('proposals-lost', message, { count })
}

function recovered(count: number, file: string): Problem {
  const message = `The project file was damaged. ${count} objects were recovered; the damaged file is kept as ${file}.`
  return problem('project-recovered', message, { count, file })
}
