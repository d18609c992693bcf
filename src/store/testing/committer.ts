import { writeSync } from 'node:fs'
import { ProjectStore } from '../projectStore'
import { adding, box } from './records'

/**
 * A process to be killed: opens the project in the folder of its first argument and edits its first image until it
 * dies. What was acknowledged it writes to its output at once: `add 7`, `undo`, `redo`.
 */
async function run(folder: string, userDataDir: string, first: number): Promise<void> {
  const { store } = await ProjectStore.open({ folder, userDataDir })
  const image = store.images()[0]
  if (image === undefined) throw new Error('There is no image')
  writeSync(1, 'open\n')
  for (let n = first; ; n++) {
    store.commit(image.id, 'add-rect', adding(box(`object-${n}`, { order: n })))
    writeSync(1, `add ${n}\n`)
    if (n % 3 === 0 && (await store.undo(image.id)) !== null) writeSync(1, 'undo\n')
    if (n % 6 === 0 && (await store.redo(image.id)) !== null) writeSync(1, 'redo\n')
  }
}

const [folder = '', userDataDir = '', first = '0'] = process.argv.slice(2)
await run(folder, userDataDir, Number(first))
