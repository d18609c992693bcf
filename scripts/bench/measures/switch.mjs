import { figure } from '../figures.mjs'
import { kinds } from '../pictures.mjs'

const MEMORY_TARGET_MS = 50
const DISK_TARGET_MS = 120
const DISK_ROUNDS = 4

/** Every third, so that none is decoded ahead because its neighbour is shown. */
const spaced = (names) => names.filter((_, index) => index % 3 === 0)

/** The images whose embeddings the switches need; encodes those that are not yet. */
export async function prepareSwitch({ application, names, indexOf, opened }) {
  for (const kind of ['small', 'typical'])
    for (const name of spaced(names[kind]).slice(0, DISK_ROUNDS + 1)) {
      if (opened.has(name)) continue
      await application.window.openImage(name, indexOf(name))
      opened.add(name)
    }
}

/**
 * From one image to another whose embedding is in memory.
 * @param {import('./browse.mjs').Browse} browse
 */
export async function measureSwitchInMemory({ application, names, indexOf, rounds = 10, repeat, add }) {
  for (const kind of ['small', 'typical']) {
    const pair = spaced(names[kind]).slice(0, 2)
    for (const name of pair) await application.window.openImage(name, indexOf(name))
    const values = await repeat(rounds, () => {
      pair.reverse()
      return application.window.openImage(pair[1], indexOf(pair[1]))
    })
    add(figure(`switch, embedding in memory, ${kinds[kind].label}`, values, { target: MEMORY_TARGET_MS }))
  }
}

/**
 * After a restart: the embedding comes from the disk, and the picture has to be decoded.
 * @param {import('./browse.mjs').Browse} browse
 */
export async function measureSwitchFromDisk({ application, names, indexOf, opened, repeat, add }) {
  // The application begins with the image that was open last.
  const row = application.window.page.locator('[data-testid="image-row"][data-current]')
  const shown = await row.getAttribute('data-path')
  for (const kind of ['small', 'typical']) {
    const left = spaced(names[kind]).filter((name) => name !== shown && opened.has(name))
    const values = await repeat(DISK_ROUNDS, async () => {
      const name = left.shift()
      return name === undefined ? undefined : application.window.openImage(name, indexOf(name))
    })
    add(figure(`switch, embedding on disk, ${kinds[kind].label}`, values, { target: DISK_TARGET_MS }))
  }
}
