import { writeSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import type { ImportedImage } from '../imports/importTypes'
import { ProjectStore } from '../projectStore'
import { boxes, importOf, label } from './imports'

/**
 * A process to be killed: opens the project in the folder of its first argument and imports forty objects for each
 * image, with a class of their own. It says each image when it is gathered, and `done` when the import is; then it waits.
 */
async function run(folder: string, userDataDir: string): Promise<void> {
  const { store } = await ProjectStore.open({ folder, userDataDir })
  writeSync(1, 'open\n')
  async function* images(): AsyncGenerator<ImportedImage> {
    for (const { id, path } of store.images()) {
      yield await Promise.resolve({ image: id, objects: boxes(`object-${id}`, 40, 2), extra: '{"a":1}' })
      writeSync(1, `${path}\n`)
    }
  }
  const request = { ...importOf([], { labels: [label(2, 'dog')] }), images: images() }
  const result = await store.importAnnotations(request)
  writeSync(1, `done ${result.import}\n`)
  await setTimeout(60_000)
}

const [folder = '', userDataDir = ''] = process.argv.slice(2)
await run(folder, userDataDir)
