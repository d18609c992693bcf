import path from 'node:path'
import { launchApplication } from '../application.mjs'
import { figure } from '../figures.mjs'
import { writePictures } from '../pictures.mjs'

const AHEAD = 6

const ready = (count) => [{ selector: '[data-testid="embedding-dot"][data-state="memory"]', count }]

/** How fast the next images are encoded while the user does nothing. */
export async function measureAhead({ raw, folder, env, options, add, coldStarts }) {
  const photos = path.join(folder, 'ahead')
  await writePictures(photos, { small: AHEAD + 1 })
  const before = [await raw.encoder(), await raw.encoder()]
  const application = await launchApplication({
    userData: path.join(folder, 'ahead-user'),
    open: photos,
    env,
    settings: { encodeAhead: AHEAD, threads: options.threads }
  })
  try {
    coldStarts.push(await application.coldStart())
    const { window } = application
    // The first image is the one that is shown, the second waits until the user has been quiet for a second.
    await window.arm('second', null, ready(2))
    await window.arm('last', null, ready(AHEAD + 1))
    const { to: from } = await window.result('second')
    const { to } = await window.result('last')
    await window.quiet()
    const bare = [...before, await raw.encoder(), await raw.encoder()]
    const mean = bare.reduce((sum, ms) => sum + ms, 0) / bare.length
    add(figure('prefetch, per image of 1024 px', [(to - from) / (AHEAD - 1)], { raw: [mean] }))
  } finally {
    await application.close()
  }
}
