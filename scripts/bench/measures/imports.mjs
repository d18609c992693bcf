import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { launchApplication } from '../application.mjs'
import { writeCoco, writePlainImages } from '../datasets.mjs'
import { watchEventLoop } from '../eventLoop.mjs'
import { figure } from '../figures.mjs'

const USUAL = 100_000
const LARGE = 1_000_000
const BLOCKED_TARGET_MS = 100

/**
 * How long main is blocked at most while the window runs and a large import is read and written, is taken back, and is
 * done again. Each step waits until the one before has settled, and that is measured with it.
 */
export async function measureImports({ folder, env, options, add }) {
  const home = path.join(folder, 'imports')
  const images = path.join(home, 'images')
  const count = options.large ? LARGE : USUAL
  const label = count.toLocaleString('en')
  await mkdir(home)
  await writePlainImages(images, count)
  const file = path.join(home, 'instances.json')
  await writeCoco(file, count)
  const application = await launchApplication({
    userData: path.join(home, 'user'),
    env,
    open: images,
    settings: { threads: options.threads, encodeAhead: 0 }
  })
  try {
    const { window, electron } = application
    await window.until({ selector: '[data-testid="scan-progress"]', count: 0 })
    await window.quiet()
    await application.answerFolderDialogs(file)
    const measure = async (name, work) => {
      const { result, p99, maximum } = await watchEventLoop(electron, work)
      add(figure(`${name}: longest block of main`, [maximum], { target: BLOCKED_TARGET_MS }))
      add(figure('· p99', [p99]))
      return result
    }
    const page = (work, argument) => window.page.evaluate(work, argument)
    const done = await measure(`${label} objects imported`, () => page(importAll))
    await measure('· undo', () => page(step, ['import.undo', done.import]))
    // The last step only waits for the one before.
    await measure('· redo', async () => {
      await page(step, ['import.redo', done.import])
      await page(step, ['import.undo', done.import])
    })
    add(figure('· memory of main', [(await application.memory()).main], { unit: 'MiB' }))
  } finally {
    await application.close()
    await rm(home, { recursive: true, force: true })
  }
}

/** In the page: imports what the dialog chooses, and waits for its report. */
async function importAll() {
  const answer = async (name, input) => {
    const { ok, value, problem } = await globalThis.api.call(name, input)
    if (!ok) throw new Error(problem.message)
    return value
  }
  const { token } = await answer('import.choose', { kind: 'file' })
  const ended = new Promise((resolve) => globalThis.api.on('job.finished', resolve))
  await answer('import.start', { token, format: 'coco', classMap: {}, match: 'name', onExisting: 'add' })
  const { result } = await ended
  if (result.kind !== 'done') throw new Error(JSON.stringify(result))
  return result.report
}

/** In the page: takes an import back, or does it again. */
async function step([name, id]) {
  const { ok, problem } = await globalThis.api.call(name, { import: id })
  if (!ok) throw new Error(problem.message)
}
