import { figure } from '../figures.mjs'
import { kinds } from '../pictures.mjs'

const MEMORY_TARGET_MS = 50
const DISK_TARGET_MS = 120
const DISK_ROUNDS = 4

/** The images whose embeddings the switches need; encodes those that are not yet. */
export async function prepareSwitch({ application, names, indexOf, opened }) {
  for (const kind of ['small', 'typical'])
    for (const name of pick(names[kind])) {
      if (opened.has(name)) continue
      await application.window.openImage(name, indexOf(name))
      opened.add(name)
    }
}

/** Every third, so that none is decoded ahead because its neighbour is shown. */
const pick = (names) => names.filter((_, index) => index % 3 === 0).slice(0, DISK_ROUNDS)

/**
 * From one image to another whose embedding is in memory.
 * @param {import('./browse.mjs').Browse} browse
 */
export async function measureSwitchInMemory({ application, names, indexOf, rounds = 10, add }) {
  for (const kind of ['small', 'typical']) {
    const pair = pick(names[kind]).slice(0, 2)
    for (const name of pair) await application.window.openImage(name, indexOf(name))
    const values = []
    for (let round = 0; round < rounds; round++) {
      const name = pair[round % 2]
      values.push(await application.window.openImage(name, indexOf(name)))
    }
    add(figure(`switch, embedding in memory, ${kinds[kind].label}`, values, { target: MEMORY_TARGET_MS }))
  }
}

/**
 * After a restart: the embedding comes from the disk, and the picture has to be decoded.
 * @param {import('./browse.mjs').Browse} browse
 */
export async function measureSwitchFromDisk({ application, names, indexOf, add }) {
  for (const kind of ['small', 'typical']) {
    const values = []
    // The application begins with the image that was open last.
    const shown = await application.window.page
      .locator('[data-testid="image-row"][data-current]')
      .getAttribute('data-path')
    for (const name of pick(names[kind]))
      if (name !== shown) values.push(await application.window.openImage(name, indexOf(name)))
    add(figure(`switch, embedding on disk, ${kinds[kind].label}`, values, { target: DISK_TARGET_MS }))
  }
}
