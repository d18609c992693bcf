import { setTimeout as sleep } from 'node:timers/promises'

const POLL_MS = 120
const ROW_PX = 50

/** The main window as the measures use it: real input, and the times that the probe takes. */
export class BenchWindow {
  constructor(page) {
    this.page = page
  }

  /**
   * Takes the time from the next event of a type until all conditions hold, while `input` is done.
   * @param {string} event
   * @param {import('./probe.mjs').Condition[]} until
   * @param {() => Promise<unknown>} input
   * @returns {Promise<number>} milliseconds
   */
  async time(event, until, input) {
    await this.arm('time', event, until)
    await input()
    const { from, to } = await this.result('time')
    return to - from
  }

  /** Begins to watch; `result` gives when it began and when it was so, on the page's clock. */
  arm(name, event, until) {
    return this.page.evaluate(
      ([name, event, until]) => globalThis.benchProbe.arm(name, event, until),
      [name, event, until]
    )
  }

  result(name) {
    const late = sleep(120_000, undefined, { ref: false }).then(() => {
      throw new Error(`What "${name}" waits for did not come within two minutes`)
    })
    return Promise.race([this.page.evaluate((name) => globalThis.benchProbe.result(name), name), late])
  }

  /** Waits until all conditions hold. */
  async until(...conditions) {
    await this.arm('until', null, conditions)
    await this.result('until')
  }

  /** Waits until nothing is being encoded, drawn or loaded, and has not been for a while. */
  async quiet() {
    for (let calm = 0; calm < 4;) {
      calm = (await this.page.evaluate(isCalm)) ? calm + 1 : 0
      await sleep(POLL_MS)
    }
  }

  rowSelector(name) {
    return `[data-testid="image-row"][data-path="${name}"]`
  }

  /** Brings the row of an image into sight, and gives where it is once all is calm. */
  async row(name, index) {
    const scroll = ([index, rowHeight]) => {
      const list = document.querySelector('[data-testid="image-list"]')
      list.scrollTop = Math.max(0, (index + 0.5) * rowHeight - list.clientHeight / 2)
    }
    await this.page.evaluate(scroll, [index, ROW_PX])
    await this.until({ selector: this.rowSelector(name), count: 1 })
    await this.quiet()
    const locator = this.page.locator(this.rowSelector(name))
    const box = await locator.boundingBox()
    return {
      name,
      id: await locator.getAttribute('data-image-id'),
      x: box.x + box.width / 2,
      y: box.y + box.height / 2
    }
  }

  /**
   * Clicks a row of the list.
   * @returns {Promise<number>} milliseconds from the click until it is painted and its embedding is in memory
   */
  openRow({ id, name, x, y }) {
    const dot = `${this.rowSelector(name)} [data-testid="embedding-dot"]`
    const until = [
      { selector: '[data-testid="canvas"]', attribute: 'data-image', is: id },
      { selector: dot, attribute: 'data-state', is: 'memory' }
    ]
    return this.time('click', until, () => this.page.mouse.click(x, y))
  }

  /**
   * Brings an image into sight and clicks it.
   * @param {string} name its path in the project
   * @param {number} index its place in the list
   */
  async openImage(name, index) {
    return this.openRow(await this.row(name, index))
  }

  async chooseTool(tool) {
    await this.page.locator(`[data-testid="tool-${tool}"]`).click()
    await this.until({ selector: '[data-testid="canvas"]', attribute: 'data-tool', begins: tool })
  }

  /** From image pixels to the page. */
  async projection() {
    const canvas = this.page.locator('[data-testid="canvas"]')
    const [zoom, offsetX, offsetY] = (await canvas.getAttribute('data-camera')).split(' ').map(Number)
    const box = await canvas.boundingBox()
    return ({ x, y }) => ({ x: box.x + x * zoom + offsetX, y: box.y + y * zoom + offsetY })
  }

  preview() {
    return this.page.locator('[data-testid="canvas"]').getAttribute('data-preview')
  }
}

/** In the page: the engine rests, and every small picture that is wanted has come. */
function isCalm() {
  const engine = document.querySelector('[data-testid="status-engine"]')
  if (engine && engine.dataset.activity !== 'idle') return false
  return [...document.querySelectorAll('[data-testid="image-row"]')].every((row) => {
    const picture = row.querySelector('img')
    return picture ? picture.complete : row.dataset.problem !== undefined
  })
}
