import { copyFile, mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { capture } from '../../lib/run.mjs'
import { inRoot } from '../../lib/paths.mjs'
import { launchApplication } from '../application.mjs'
import { figure, median } from '../figures.mjs'

/** What the plain loop runs for the standard settings: 32 × 32 points. */
const PLAIN_RUNS = 1024
/** The plain loop is measured by so many runs before and after each image. */
const SAMPLED_RUNS = 24
const TARGET = 0.55
const FIRST_TARGET = 0.05
const MEMORY_TARGET_MIB = 1536
const FRAMES_TARGET = 1.2
const FRAME_SECONDS = 3

const canvas = '[data-testid="canvas"]'

/**
 * Whole-image segmentation of sample photographs with the standard settings in the window, beside the plain loop: the
 * whole decoder in one session with all threads.
 */
export async function measureEverything({ raw, folder, env, options, add }) {
  const photos = path.join(folder, 'samples')
  const names = await copySamples(photos, options.rounds ?? 2)
  const application = await launchApplication({
    userData: path.join(folder, 'everything-user'),
    open: photos,
    env,
    settings: { encodeAhead: 0, threads: options.threads }
  })
  try {
    const { window } = application
    await window.until({
      selector: '[data-testid="image-list"]',
      attribute: 'data-count',
      is: String(names.length)
    })
    const rounds = []
    for (const [index, name] of names.entries()) {
      await window.openImage(name, index)
      await window.quiet()
      rounds.push(await segmentOne(application, raw))
    }
    const plain = rounds.map((round) => round.plain)
    add(
      figure(
        'whole-image segmentation, standard',
        rounds.map((round) => round.total),
        { raw: plain, target: TARGET }
      )
    )
    add(
      figure(
        '· first proposals on screen',
        rounds.map((round) => round.first),
        { raw: plain, target: FIRST_TARGET }
      )
    )
    const memory = rounds.map((round) => round.memory)
    add(figure('· engine’s resident memory', memory, { unit: 'MiB', target: MEMORY_TARGET_MIB }))
    const still = rounds.map((round) => round.still)
    add(
      figure(
        '· frame time while it runs, and without it',
        rounds.map((round) => round.busy),
        { raw: still, target: FRAMES_TARGET }
      )
    )
  } finally {
    await application.close()
  }
  await addBreakdown(path.join(photos, names[0]), add)
}

async function copySamples(photos, count) {
  await mkdir(photos, { recursive: true })
  const names = (await readdir(inRoot('resources/samples')))
    .filter((name) => name.endsWith('.jpg'))
    .slice(0, count)
  for (const name of names) await copyFile(inRoot('resources/samples', name), path.join(photos, name))
  return names.sort()
}

/** Segments the image that is shown; times in ms. */
async function segmentOne(application, raw) {
  const { window } = application
  const still = await frameTime(window)
  const before = await plainLoop(raw)
  const pool = '[data-testid="pool"]'
  await window.arm('first', 'keydown', [
    { selector: canvas, attribute: 'data-proposals', isNot: '0' },
    { selector: canvas, attribute: 'data-tool', begins: 'pool' }
  ])
  await window.arm('all', 'keydown', [{ selector: pool, attribute: 'data-state', is: 'complete' }])
  await window.page.keyboard.press('e')
  const first = await window.result('first')
  await sleep(500)
  const busy = await frameTime(window)
  const all = await window.result('all')
  const { engine: memory } = await application.memory()
  await window.page.keyboard.press('Escape')
  await window.quiet()
  const plain = (PLAIN_RUNS * (before + (await plainLoop(raw)))) / 2
  return { plain, first: first.to - first.from, total: all.to - all.from, memory, still, busy }
}

/** Milliseconds of one run of the plain loop. */
async function plainLoop(raw) {
  const times = []
  for (let i = 0; i < SAMPLED_RUNS; i++) times.push(await raw.decoder({ prompt: 'point' }))
  return times.reduce((sum, time) => sum + time, 0) / times.length
}

/** The middle time between two frames while the pointer moves over the canvas. */
async function frameTime({ page }) {
  const box = await page.locator(canvas).boundingBox()
  await page.evaluate(() => {
    const times = []
    const frame = (now) => {
      times.push(now)
      globalThis.benchFrames.handle = requestAnimationFrame(frame)
    }
    globalThis.benchFrames = { times, handle: requestAnimationFrame(frame) }
  })
  const until = performance.now() + FRAME_SECONDS * 1000
  for (let i = 0; performance.now() < until; i++) {
    await page.mouse.move(
      box.x + box.width * (0.3 + 0.4 * ((i * 0.618) % 1)),
      box.y + box.height * 0.5 + (i % 40)
    )
    await sleep(16)
  }
  const times = await page.evaluate(() => {
    cancelAnimationFrame(globalThis.benchFrames.handle)
    return globalThis.benchFrames.times
  })
  return median(times.slice(1).map((time, i) => time - times[i]))
}

/** Where the time goes, by the command line's own figures; workers run side by side, so theirs are shared out. */
async function addBreakdown(image, add) {
  const command = [inRoot('bin/maskwright.mjs'), 'everything', image, '--timings']
  const { code, stdout, stderr } = await capture(process.execPath, command)
  if (code !== 0) throw new Error(`maskwright everything failed: ${stderr}`)
  const { timings } = JSON.parse(stdout)
  const { worker } = timings
  const shared = (ms) => ms / worker.workers
  const transformer = worker.unmasked > 0 ? worker.unmasked_ms / worker.unmasked : 0
  const steps = {
    encode: timings.encode_ms,
    'prepare the workers': timings.prepare_ms,
    transformer: shared(worker.unmasked_ms + worker.masked * transformer),
    upsampling: shared(worker.masked_ms - worker.masked * transformer),
    filters: shared(worker.filter_ms),
    NMS: timings.nms_ms
  }
  for (const [step, ms] of Object.entries(steps)) add(figure(`· of which ${step}`, [ms]))
}
