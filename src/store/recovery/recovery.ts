import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { placeholderName } from '@shared/schema/label'
import { problem, type Problem } from '@shared/schema/problem'
import { removeFolder, rename } from '../../files/operations'
import { databaseFiles } from '../guard/ordinaryFiles'
import { locateProject } from '../location'
import { ProjectLock } from '../lock'
import { openTarget } from '../openTarget'
import { projectFiles, type ProjectFiles } from '../paths'
import type { SalvageReport } from './salvage/salvageInto'
import { doGuarded } from '../vet/doGuarded'
import type { RunGuarded } from '../vet/guarded'

/** Which project is meant; the options of `ProjectStore.open` fit. */
export interface RecoveryOptions {
  readonly folder: string
  readonly userDataDir: string
  readonly firstLabel?: string
  /** Reads the damaged file in a process that is ended when it hangs; otherwise this process does. */
  readonly guard?: RunGuarded
}

/** What to tell the user once the project is open. */
export interface Recovered {
  readonly notices: readonly Problem[]
}

/** How many objects `salvageProject` would save; changes nothing. */
export async function inspectDamage(options: RecoveryOptions): Promise<{ readonly salvageable: number }> {
  return exclusively(options, (files) =>
    inWorkFolder(files, async (work) => ({ salvageable: (await rebuildIn(files, work, options)).objects }))
  )
}

/**
 * Puts a new project with everything that can be read of the damaged one and of its backup in its place. The
 * damaged file is kept beside it.
 */
export async function salvageProject(options: RecoveryOptions): Promise<Recovered> {
  return exclusively(options, (files) =>
    inWorkFolder(files, async (work) => {
      const { objects, incompletePools } = await rebuildIn(files, work, options)
      const aside = await moveAside(files)
      await rename(projectFiles(work).database, files.database)
      const notices = [recovered(objects, aside)]
      return { notices: incompletePools === 0 ? notices : [...notices, proposalsLost(incompletePools)] }
    })
  )
}

/** Keeps the damaged file and its backup aside, so that opening begins a new project. */
export async function startNewProject(options: RecoveryOptions): Promise<Recovered> {
  return exclusively(options, async (files) => ({ notices: [recovered(0, await moveAside(files, true))] }))
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
  await removeFolder(folder)
  await mkdir(folder)
  try {
    return await work(folder)
  } finally {
    await removeFolder(folder)
  }
}

/** Makes the new project in the work folder, in a process of its own where that is given. */
function rebuildIn(files: ProjectFiles, work: string, options: RecoveryOptions): Promise<SalvageReport> {
  const { guard = doGuarded as RunGuarded, firstLabel = placeholderName } = options
  return guard({ work: 'rebuild', directory: files.directory, target: work, firstLabel })
}

/** Gives the damaged file another name, and what belongs to it; returns the name of what is kept. */
async function moveAside(files: ProjectFiles, withBackup = false): Promise<string> {
  const aside = freeName(files)
  const kept = aside.replace(/db$/, 'backup.db')
  // The database goes first: a log or backup without it counts as damage, the other way round it would not.
  const names = databaseFiles(aside)
  const moves = databaseFiles(files.database).map((file, i) => [file, names[i] ?? aside] as const)
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
