import path from 'node:path'
import { imageSize } from 'image-size'
import { readFile } from 'node:fs/promises'
import { launchApplication } from '../application.mjs'
import { figure } from '../figures.mjs'
import { writePictures } from '../pictures.mjs'
import { measureOpen } from './open.mjs'
import { measurePrompts } from './prompt.mjs'
import { measureSwitchFromDisk, measureSwitchInMemory, prepareSwitch } from './switch.mjs'

/**
 * @typedef {object} Browse
 * @property {import('../application.mjs').Application} application
 * @property {import('../raw.mjs').Raw} raw
 * @property {Record<string, string[]>} names the files of each kind of picture
 * @property {(name: string) => number} indexOf a file's place in the list
 * @property {Record<string, { width: number, height: number }>} sizes of each kind's first picture
 * @property {Set<string>} opened the images that were encoded
 * @property {number | undefined} rounds
 * @property {import('../rounds.mjs').Rounds} repeat
 * @property {(figure: import('../figures.mjs').Figure) => void} add
 */

/** Prompts, opening and switching, in one project; encode-ahead is off, or it would have done the work before. */
export async function browse({ chosen, raw, folder, env, options, repeat, add, coldStarts }) {
  const photos = path.join(folder, 'photos')
  const more = options.patient ? 3 : 1
  // One is shown first, which is no round; of three images one is opened.
  const names = await writePictures(photos, {
    small: 25 * more,
    typical: 19 * more,
    large: 10 * more
  })
  const all = Object.values(names).flat().sort()
  const sizes = {}
  for (const kind of Object.keys(names))
    sizes[kind] = imageSize(await readFile(path.join(photos, names[kind][0])))
  const launch = () =>
    launchApplication({
      userData: path.join(folder, 'browse-user'),
      open: photos,
      env,
      settings: { encodeAhead: 0, threads: options.threads }
    })
  const context = { raw, names, sizes, indexOf: (name) => all.indexOf(name), opened: new Set(), repeat, add }
  const run = async (work) => {
    const application = await launch()
    try {
      await application.window.until(
        { selector: '[data-testid="image-list"]', attribute: 'data-count', is: String(all.length) },
        { selector: '[data-testid="canvas"]', attribute: 'data-image', isNot: 'none' }
      )
      await application.window.quiet()
      coldStarts.push(await application.coldStart())
      await work({ ...context, application, rounds: options.rounds })
    } finally {
      await application.close()
    }
  }
  await run(async (context) => {
    context.opened.add(all[0])
    if (chosen('prompt')) await measurePrompts(context)
    for (const kind of ['small', 'typical']) if (chosen('prompt')) context.opened.add(names[kind][0])
    if (chosen('open')) await measureOpen(context)
    if (chosen('switch')) {
      await prepareSwitch(context)
      await measureSwitchInMemory(context)
    }
    const { engine } = await context.application.memory()
    add(figure('engine’s resident memory', [engine], { unit: 'MiB' }))
  })
  if (chosen('switch')) await run(measureSwitchFromDisk)
}
