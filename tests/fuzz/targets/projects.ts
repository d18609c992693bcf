import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { toProblem } from '@shared/schema/problem'
import { ProjectStore } from '../../../src/store/projectStore'
import { salvageProject } from '../../../src/store/recovery/recovery'
import { adding, box } from '../../../src/store/testing/records'
import { checkNothingOutside, putFiles } from '../files'
import { Fault, type Target } from '../target'

const IMAGES = ['a.jpg', 'b.jpg', 'c.jpg']

/** Project databases that somebody else wrote, or a disk damaged: opened, edited, and salvaged where they are damaged. */
export const projects: Target = {
  async seeds() {
    const folder = join(process.cwd(), `seed-${process.pid}`)
    await mkdir(folder, { recursive: true })
    await putImages(folder)
    const { store } = await ProjectStore.open({ folder, userDataDir: join(folder, 'user data') })
    for (const image of store.images()) {
      for (let n = 0; n < 3; n++) {
        store.commit(image.id, 'add-rect', adding(box(`obj-${image.id}-${n}`)))
      }
    }
    await store.close()
    const home = join(folder, '.maskwright')
    const files: Record<string, Uint8Array> = {}
    for (const name of await readdir(home)) {
      if (/^project.*\.db$/.test(name)) files[name] = new Uint8Array(await readFile(join(home, name)))
    }
    await rm(folder, { recursive: true, force: true })
    return [files]
  },

  async run(files, folder) {
    const root = join(folder, 'images')
    const home = join(root, '.maskwright')
    await mkdir(home, { recursive: true })
    await putImages(root)
    await putFiles(files, home)
    const options = { folder: root, userDataDir: join(folder, 'user data') }
    try {
      await use(options)
    } catch (error) {
      const { kind } = toProblem(error)
      if (kind !== 'project-damaged') throw error
      await salvageProject(options)
      try {
        await use(options)
      } catch (again) {
        throw new Fault(`a salvaged project does not open: ${toProblem(again).message}`)
      }
      throw error
    } finally {
      await checkNothingOutside(folder)
    }
  }
}

/** Opens a project, reads all of it, edits one image, takes the edit back, and closes. */
async function use(options: { folder: string; userDataDir: string }): Promise<void> {
  const { store } = await ProjectStore.open(options)
  try {
    const images = store.images()
    for (const image of images) store.annotations(image.id)
    const [first] = images
    if (!first) return
    store.commit(first.id, 'add-rect', adding(box('obj-new')))
    await store.undo(first.id)
  } finally {
    await store.close()
  }
}

async function putImages(folder: string): Promise<void> {
  for (const name of IMAGES) await writeFile(join(folder, name), name)
}
