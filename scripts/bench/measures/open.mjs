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
export async function measureOpen({ application, raw, names, indexOf, opened, rounds = 5, add }) {
  const { window, electron } = application
  const loop = { p99: [], maximum: [] }
  for (const kind of Object.keys(kinds)) {
    const values = []
    const bare = []
    const wanted = kind === 'large' ? Math.ceil(rounds / 2) : rounds
    for (const name of fresh(names[kind], opened).slice(0, wanted)) {
      const row = await window.row(name, indexOf(name))
      bare.push(await raw.encoder())
      // About ninety looks for one image: the p99 of an image is nearly its worst one.
      const { p99, maximum, result } = await watchEventLoop(electron, () => window.openRow(row))
      values.push(result)
      loop.p99.push(p99)
      loop.maximum.push(maximum)
      opened.add(name)
    }
    add(figure(`open to prompt-ready, ${kinds[kind].label}`, values, { raw: bare, target: targets[kind] }))
  }
  add(
    figure('main’s event-loop delay while encoding, p99 of each image', loop.p99, { target: LOOP_TARGET_MS })
  )
  add(figure('· longest of each image', loop.maximum))
}

/** Every third image: its neighbours are decoded ahead when one is shown, and so would the next one be. */
const fresh = (names, opened) => names.filter((name, index) => index % 3 === 0 && !opened.has(name))
