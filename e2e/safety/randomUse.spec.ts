import { join } from 'node:path'
import type { MainWindow } from '../pages/mainWindow'
import { expect, test } from '../support/app'
import { putPhotos } from '../support/photos'
import { seededRandom } from '../support/random'

const SEED = 12
const STEPS = 250

/** Tools, edits, ways of looking, and much that means nothing where it happens to be pressed. */
const keys = [
  ...['v', 's', 'b', 'r', 'g', 'w', 'q', 'e', 'v', 's', 'b', 'r', 'g', 'w', 'q', 'c', 'F5'],
  ...['Enter', 'Enter', 'Enter', 'Escape', 'Backspace', '1', '2', '3', 'Tab', 'Shift+Tab'],
  ...['d', 'a', '[', ']', '=', '-', '0', 'f', 'Shift+f', 'Shift+h', 'Shift+t', 'n', 't', 'x'],
  ...['k', 'Shift+k', 'h', 'l', 'Shift+s', 'm', 'Shift+x', 'Shift+m', 'Delete', 'ArrowLeft', 'Shift+ArrowUp'],
  ...['c', 'v', 'x', 'j', 'a', 'd', ']', '[', 'z', 'z', 'z', 'Shift+z', 'Shift+z'].map(
    (key) => `ControlOrMeta+${key}`
  )
] as const

/** A hand that knows nothing of the program: presses keys, clicks and drags all over the picture. */
class Monkey {
  readonly done: string[] = []
  readonly #random = seededRandom(SEED)

  constructor(
    private readonly window: MainWindow,
    private readonly area: { x: number; y: number; width: number; height: number }
  ) {}

  async step(): Promise<void> {
    const chance = this.#random()
    if (chance < 0.5) await this.#press()
    else if (chance < 0.7) await this.#click()
    else if (chance < 0.93) await this.#drag()
    else if (chance < 0.96) await this.#turnWheel()
    else await this.#chooseImage()
    // What opens over the picture would keep all that follows from it.
    const { page } = this.window
    while ((await page.getByRole('dialog').or(page.getByRole('menu')).count()) > 0) {
      await page.keyboard.press('Escape')
    }
  }

  async #press(): Promise<void> {
    const key = this.#pick(keys)
    this.done.push(key)
    await this.window.page.keyboard.press(key)
  }

  async #click(): Promise<void> {
    const { mouse, keyboard } = this.window.page
    const held = this.#pick([null, null, null, 'Alt', 'Shift'])
    const button = this.#pick(['left', 'left', 'left', 'right'] as const)
    this.done.push(`${held ?? ''} ${button}`)
    if (held) await keyboard.down(held)
    await mouse.click(...this.#point(), { button, clickCount: this.#pick([1, 1, 1, 2]) })
    if (held) await keyboard.up(held)
  }

  async #drag(): Promise<void> {
    const { mouse } = this.window.page
    this.done.push('drag')
    await mouse.move(...this.#point())
    await mouse.down()
    for (let corner = this.#random() * 4; corner > 0; corner--) {
      await mouse.move(...this.#point(), { steps: 3 })
      if (this.#random() < 0.1) await this.#press()
    }
    await mouse.up()
  }

  async #turnWheel(): Promise<void> {
    const { mouse } = this.window.page
    this.done.push('wheel')
    await mouse.move(...this.#point())
    await mouse.wheel(0, this.#pick([-200, 200]))
  }

  async #chooseImage(): Promise<void> {
    const rows = await this.window.imageRows().all()
    this.done.push('image')
    await this.#pick(rows).click()
  }

  #point(): [number, number] {
    const { x, y, width, height } = this.area
    return [x + width * (0.02 + 0.96 * this.#random()), y + height * (0.06 + 0.92 * this.#random())]
  }

  #pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.#random() * choices.length)] as T
  }
}

test(
  'whatever is done at random can be taken back, and done again',
  { tag: '@safety' },
  async ({ start, folder }, info) => {
    test.setTimeout(240_000)
    const images = join(folder, 'images')
    const paths = ['a.jpg', 'b.jpg', 'c.jpg']
    await putPhotos(images, {
      'a.jpg': 'airplane-from-above',
      'b.jpg': 'march-pastoral',
      'c.jpg': 'nagasaki-boats'
    })
    const { page, window } = await start({ args: [images] })
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.stack ?? error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text())
    })
    await window.waitForEmbedding('a.jpg')

    await test.step('GIVEN three images on which much was done at random', async () => {
      const area = await window.canvas.boundingBox()
      if (!area) throw new Error('The canvas is not on the screen')
      const monkey = new Monkey(window, area)
      for (let step = 0; step < STEPS && errors.length === 0; step++) await monkey.step()
      await info.attach('done', { body: monkey.done.join('\n'), contentType: 'text/plain' })
      expect(errors).toEqual([])
      await leaveGesture(window)
      await window.waitForSaved()
    })

    let edits = 0
    for (const path of paths) {
      await test.step(`WHEN all of ${path} is undone and done again, THEN it is the same`, async () => {
        await window.openImage(path)
        // The last that was done may have been to undo.
        await exhaust(window, 'edit-redo', () => window.redo())
        const objects = await window.storedObjects()
        await window.waitForObjects(objects.length)
        edits += await exhaust(window, 'edit-undo', () => window.undo())
        await expect(async () => expect(await window.storedObjects()).toEqual([])).toPass()
        await exhaust(window, 'edit-redo', () => window.redo())
        await expect(async () => expect(await window.storedObjects()).toEqual(objects)).toPass()
        await window.waitForObjects(objects.length)
      })
    }
    expect(edits).toBeGreaterThan(5)
    expect(errors).toEqual([])
  }
)

/** Ends what is under way, and lets prompts that were accepted become objects. */
async function leaveGesture(window: MainWindow): Promise<void> {
  await expect(async () => {
    await window.page.keyboard.press('Escape')
    await window.page.keyboard.press('v')
    await expect(window.canvas).toHaveAttribute('data-path', 'select.idle', { timeout: 500 })
    await expect(window.canvas).toHaveAttribute('data-phase', 'none', { timeout: 500 })
  }).toPass()
}

/** Presses until the button says that there is nothing more; gives how often. */
async function exhaust(
  window: MainWindow,
  button: 'edit-undo' | 'edit-redo',
  press: () => Promise<void>
): Promise<number> {
  let presses = 0
  while ((await window.page.getByTestId(button).getAttribute('aria-disabled')) !== 'true') {
    await press()
    await window.waitForSaved()
    presses++
  }
  return presses
}
