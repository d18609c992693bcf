import { mkdir, mkdtemp, realpath, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ImageId } from '@shared/schema/ids'
import { toProblem, type Problem } from '@shared/schema/problem'
import { ProjectStore, type OpenedProject } from '../projectStore'
import type { OpenOptions } from '../openParts'

/** A new folder that goes when the test has ended. */
export async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'maskwright-')))
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

/** Writes a file that passes for an image; its content and time follow from its path. */
export async function writeImage(
  root: string,
  path: string,
  content = path,
  time = 1_700_000_000
): Promise<void> {
  const file = join(root, path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, content)
  await utimes(file, time, time)
}

/** A folder with images, a place for user data, and a way to open the project again and again. */
export interface Workplace {
  readonly root: string
  readonly userDataDir: string
  readonly open: (options?: Partial<OpenOptions>) => Promise<OpenedProject>
}

/** Makes a workplace; every store that it opened is closed when the test has ended. */
export async function workplace(images: readonly string[] = ['a.jpg', 'b.jpg']): Promise<Workplace> {
  const parent = await temporaryFolder()
  const root = join(parent, 'images')
  const userDataDir = join(parent, 'user data')
  await mkdir(root)
  await mkdir(userDataDir)
  for (const image of images) await writeImage(root, image)
  const open = async (options: Partial<OpenOptions> = {}): Promise<OpenedProject> => {
    const opened = await ProjectStore.open({ folder: root, userDataDir, ...options })
    onTestFinished(() => opened.store.close().catch(() => undefined))
    return opened
  }
  return { root, userDataDir, open }
}

/** The problem that a failing call throws. */
export async function problemOf(work: () => unknown): Promise<Problem> {
  try {
    await work()
  } catch (error) {
    return toProblem(error)
  }
  throw new Error('The call did not fail')
}

/** The id of the image with this path. */
export function idOf(store: ProjectStore, path: string): ImageId {
  const found = store.images().find((image) => image.path === path)
  if (found === undefined) throw new Error(`There is no image ${path}`)
  return found.id
}
