import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { launchApplication } from '../application.mjs'
import { figure } from '../figures.mjs'
import { writeManyImages } from '../pictures.mjs'

const COUNT = 20_000
const USABLE_TARGET_MS = 3000
const MEMORY_TARGET_MIB = 700

const list = { selector: '[data-testid="image-list"]', attribute: 'data-count', is: String(COUNT) }
const painted = { selector: '[data-testid="canvas"]', attribute: 'data-image', isNot: 'none' }
const scanned = { selector: '[data-testid="scan-progress"]', count: 0 }

/**
 * A folder of 20,000 images: until the list is complete and the first image is painted, when it is opened for the
 * first time and when the application starts with it again; then the memory of the window and of main.
 */
export async function measureFolder({ folder, env, options, add, coldStarts }) {
  const images = path.join(folder, 'many')
  await mkdir(images)
  await writeManyImages(images, COUNT)
  const launch = { userData: path.join(folder, 'many-user'), env, settings: { threads: options.threads } }

  const first = await launchApplication(launch)
  try {
    const { window } = first
    await window.quiet()
    coldStarts.push(await first.coldStart())
    await first.answerFolderDialogs(images)
    await window.arm('painted', 'keydown', [painted])
    await window.arm('scanned', 'keydown', [list, scanned])
    const usable = await window.time('keydown', [list, painted], () =>
      window.page.keyboard.press('ControlOrMeta+o')
    )
    add(figure('20,000 images opened: first image painted', [await elapsed(window, 'painted')]))
    add(figure('20,000 images opened: list complete', [usable], { target: USABLE_TARGET_MS }))
    add(figure('· folder scan finished', [await elapsed(window, 'scanned')]))
    await window.quiet()
  } finally {
    await first.close()
  }

  const again = await launchApplication({ ...launch, open: images })
  try {
    const { window } = again
    await window.arm('usable', null, [list, painted])
    const { to } = await window.result('usable')
    const origin = await window.page.evaluate(() => performance.timeOrigin)
    const reopened = origin + to - again.spawned
    add(
      figure('20,000 images reopened, from process start', [reopened], {
        target: USABLE_TARGET_MS
      })
    )
    coldStarts.push(await again.coldStart())
    await lookThrough(window)
    const { main, window: page } = await again.memory()
    add(
      figure('· memory of renderer and main', [main + page], {
        unit: 'MiB',
        target: MEMORY_TARGET_MIB
      })
    )
    add(figure('· of the renderer', [page], { unit: 'MiB' }))
    add(figure('· of main', [main], { unit: 'MiB' }))
  } finally {
    await again.close()
  }
}

async function elapsed(window, name) {
  const { from, to } = await window.result(name)
  return to - from
}

/** Scrolls through the list, and shows some of the images. */
async function lookThrough(window) {
  for (let step = 0; step <= 20; step++) {
    await window.page.evaluate((share) => {
      const element = document.querySelector('[data-testid="image-list"]')
      element.scrollTop = share * element.scrollHeight
    }, step / 20)
    await sleep(120)
  }
  for (let i = 0; i < 10; i++) {
    await window.page.keyboard.press('a')
    await sleep(150)
  }
  await window.quiet()
}
