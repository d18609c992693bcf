import { figure } from '../figures.mjs'
import { kinds } from '../pictures.mjs'
import { watchEventLoop } from '../eventLoop.mjs'

/** A picture of 12 megapixels takes long to decode and to shrink, which the bare encoder does not do. */
const targets = { small: 1.25, typical: 1.25 }
const LOOP_TARGET_MS = 50

/**
 * Image opened to prompt-ready, each round beside one run of the bare encoder, and how long main's event loop was
 * kept waiting meanwhile.
 * @param {import('./browse.mjs').Browse} browse
 */
export async function measureOpen({ application, raw, names, indexOf, opened, rounds = 5, repeat, add }) {
  const { window, electron } = application
  const all = []
  for (const kind of Object.keys(kinds)) {
    const left = fresh(names[kind], opened)
    const openOne = async () => {
      const name = left.shift()
      if (name === undefined) return undefined
      opened.add(name)
      const row = await window.row(name, indexOf(name))
      const bare = await raw.encoder()
      return { bare, ...(await watchEventLoop(electron, () => window.openRow(row))) }
    }
    const done = await repeat(kind === 'large' ? Math.ceil(rounds / 2) : rounds, openOne)
    const values = done.map(({ result }) => result)
    const bare = done.map(({ bare }) => bare)
    add(figure(`open to prompt-ready, ${kinds[kind].label}`, values, { raw: bare, target: targets[kind] }))
    all.push(...done)
  }
  // About ninety looks for one image: the p99 of an image is nearly its worst one.
  const p99 = all.map((one) => one.p99)
  add(figure('event-loop delay of main while encoding, p99 per image', p99, { target: LOOP_TARGET_MS }))
  const longest = all.map((one) => one.maximum)
  add(figure('· maximum per image', longest))
}

/** Every third image: its neighbours are decoded ahead when one is shown, and so would the next one be. */
const fresh = (names, opened) => names.filter((name, index) => index % 3 === 0 && !opened.has(name))
