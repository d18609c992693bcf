import { writeSync } from 'node:fs'
import { ProjectStore } from '../projectStore'
import { delivery, poolSettings, proposal } from './proposals'

/** How many deliveries an image takes. */
const deliveries = 3

/**
 * A process to be killed: opens the project in the folder of its first argument and goes on with a folder task over
 * all images, or begins one. What is in the project it writes to its output at once: `pool 1 2` for image 1 with 2
 * proposals, `done 1`.
 */
async function run(folder: string, userDataDir: string): Promise<void> {
  const { store } = await ProjectStore.open({ folder, userDataDir })
  writeSync(1, 'open\n')
  if (store.tasks.current() === null) {
    const images = store.images().map(({ id }) => id)
    store.tasks.begin({ kind: 'everything', params: {}, strategy: 'fast', onlyWithout: true }, images)
  }
  for (let step = store.tasks.next(); step; step = store.tasks.next()) {
    const { image } = step
    const pool = store.proposals.begin(image, poolSettings, delivery([proposal('0')]))
    writeSync(1, `pool ${image} 1\n`)
    for (let n = 1; n < deliveries; n++) {
      const state = n === deliveries - 1 ? 'complete' : 'running'
      store.proposals.deliver(image, pool, delivery([proposal(String(n))], { state }))
      writeSync(1, `pool ${image} ${n + 1}\n`)
    }
    store.tasks.settle(step, null)
    writeSync(1, `done ${image}\n`)
  }
  store.tasks.setState('finished')
}

const [folder = '', userDataDir = ''] = process.argv.slice(2)
await run(folder, userDataDir)
