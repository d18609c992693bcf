import { createHash, randomUUID } from 'node:crypto'
import { constants, existsSync, statSync } from 'node:fs'
import { access, copyFile, mkdir, rmdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ProblemError, problem, type Problem } from '@shared/schema/problem'
import { removeFile } from '../files/operations'
import { errorCode } from './fileErrors'
import { refuseLinks } from './guard/ordinaryFiles'
import { replaceFile } from './guard/replaceFile'
import { projectFiles, projectFolderName, withSidecars } from './paths'
/** Where a project is kept. */
export type ProjectStorage = 'beside-images' | 'user-data'

/** The folder of a project's files. */
export interface ProjectLocation {
  readonly directory: string
  readonly storage: ProjectStorage
  /** 'folder-not-writable', when that is why. */
  readonly notice: Problem | null
}

/** The two places that a project of a folder can be in; `root` is a real path. */
function projectPlaces(root: string, userDataDir: string): Record<ProjectStorage, string> {
  const hash = createHash('sha256').update(root).digest('hex').slice(0, 24)
  return {
    'beside-images': join(root, projectFolderName),
    'user-data': join(userDataDir, 'projects', hash)
  }
}

/** When the project in a directory was last written, or 0 when there is none. */
function lastWritten(directory: string): number {
  const { database, backup } = projectFiles(directory)
  const files = [...withSidecars(database).slice(0, 2), backup].filter((file) => existsSync(file))
  return Math.max(0, ...files.map((file) => statSync(file).mtimeMs))
}

/**
 * Where an existing project is, without writing anything; the one written last when there are two.
 * @throws ProblemError 'project-linked'
 */
export function findProject(root: string, userDataDir: string): ProjectLocation | null {
  const places = projectPlaces(root, userDataDir)
  for (const directory of Object.values(places)) refuseLinks(directory)
  const beside = lastWritten(places['beside-images'])
  const elsewhere = lastWritten(places['user-data'])
  if (beside === 0 && elsewhere === 0) return null
  const storage = elsewhere > beside ? 'user-data' : 'beside-images'
  return { directory: places[storage], storage, notice: null }
}

/**
 * Where the project of a folder is kept: beside the images; in the user's data when that cannot be written, or
 * when it was begun there. A project on a read-only medium is copied to the user's data and continued there.
 * @throws ProblemError 'project-linked', 'disk-full'
 */
export async function locateProject(
  root: string,
  userDataDir: string,
  probe: WriteProbe = whyNotWritable
): Promise<ProjectLocation> {
  const places = projectPlaces(root, userDataDir)
  const beside = places['beside-images']
  const found = findProject(root, userDataDir)
  const reason = await probe(beside)
  if (reason === null && found?.storage !== 'user-data') {
    await writeReadme(beside, besideReadme)
    return { directory: beside, storage: 'beside-images', notice: null }
  }
  const directory = places['user-data']
  await mkdir(directory, { recursive: true })
  await writeReadme(directory, elsewhereReadme(root))
  if (found?.storage === 'beside-images') await copyProject(beside, directory)
  // The attempt to write may have made the folder; it goes again when nothing is in it.
  if (reason === null) await rmdir(beside).catch(() => undefined)
  return { directory, storage: 'user-data', notice: reason === null ? null : notWritable(root, reason) }
}

/** Tries to write in a folder, which is made; says why it cannot be done (a system's code), or null. */
export type WriteProbe = (directory: string) => Promise<string | null>

async function whyNotWritable(directory: string): Promise<string | null> {
  try {
    await mkdir(directory, { recursive: true })
    const probe = join(directory, `.write-test-${randomUUID()}`)
    await writeFile(probe, 'x', { flag: 'wx' })
    await removeFile(probe)
    const { database } = projectFiles(directory)
    if (existsSync(database)) await access(database, constants.W_OK)
    return null
  } catch (error) {
    const code = errorCode(error)
    if (code !== 'ENOSPC') return code
    const message = `The disk is full: ${directory} could not be written.`
    throw new ProblemError('disk-full', message, { file: directory }, { cause: error })
  }
}

async function writeReadme(directory: string, text: string): Promise<void> {
  const { readme } = projectFiles(directory)
  if (!existsSync(readme)) await replaceFile(readme, text)
}

/** Nothing writes to the source, so that file and log fit together. */
async function copyProject(from: string, to: string): Promise<void> {
  const [source, sourceLog] = withSidecars(projectFiles(from).database)
  const [target, targetLog] = withSidecars(projectFiles(to).database)
  if (existsSync(sourceLog)) await copyFile(sourceLog, targetLog)
  if (existsSync(source)) await copyFile(source, target)
}

function notWritable(folder: string, reason: string): Problem {
  const message = `${folder} cannot be written (${reason}); the project is kept in the application's own data.`
  return problem('folder-not-writable', message, { folder })
}

/** What lies in `.maskwright`, for people who find it. */
const besideReadme = `This folder belongs to Maskwright, which labels the images beside it.

project.db          the project: classes, objects and their whole history (a SQLite database)
project.backup.db   a copy of it, at most a day older
project.lock        keeps two Maskwrights from writing at once

Move or copy it together with the images: paths are relative, so everything is found again.
Deleting it deletes the labels. The images themselves are never changed.
`

/** The same, for a project that is kept apart from its images. */
function elsewhereReadme(folder: string): string {
  return `This folder belongs to Maskwright. It holds the labels of the images in

${folder}

which could not be written to. project.db is the project (a SQLite database), project.backup.db a copy of it.
Deleting it deletes the labels.
`
}
