import { setTimeout as sleep } from 'node:timers/promises'
import { figure } from '../figures.mjs'
import { kinds } from '../pictures.mjs'

const TARGET = 1.35
const WARM_UP = 2
/** Lets threads that spin after their work come to rest. */
const PAUSE_MS = 60

const canvas = '[data-testid="canvas"]'

/** Places all over a picture, as fractions of its size; no two alike. */
function* places() {
  for (let i = 1; ; i++)
    yield { x: 0.1 + 0.8 * ((i * 0.6180339887) % 1), y: 0.1 + 0.8 * ((i * 0.7548776662) % 1) }
}

/** From an input to the preview of its own mask: not to the one that is on the screen already. */
async function answered(window, event, input) {
  const before = await window.preview()
  const until = [{ selector: canvas, attribute: 'data-preview', begins: 'ready', isNot: before }]
  return window.time(event, until, input)
}

/** The ways to ask; each leaves no prompt behind, and its place was not asked about before. */
const ways = {
  /** Pressed where the pointer has not been, so that no preview has the answer already. */
  'click to mask': {
    tool: 'point',
    prompt: 'point',
    target: TARGET,
    async run({ window, mouse, at }) {
      const ms = await answered(window, 'pointerdown', () => mouse.press(at))
      await mouse.release(at)
      return ms
    }
  },
  /** The live preview under the pointer. */
  'hover to mask': {
    tool: 'point',
    prompt: 'point',
    run: ({ window, mouse, at }) => answered(window, 'pointermove', () => mouse.move(at))
  },
  /** A click where the preview is on the screen already, as most clicks are: nothing has to be asked. */
  'click on a preview': {
    tool: 'point',
    async run({ window, mouse, at }) {
      await answered(window, 'pointermove', () => mouse.move(at))
      const until = [{ selector: canvas, attribute: 'data-phase', is: 'fixed' }]
      const ms = await window.time('pointerdown', until, () => mouse.press(at))
      await mouse.release(at)
      return ms
    }
  },
  /** Let go where the box was not previewed. */
  'box to mask': {
    tool: 'box',
    prompt: 'box',
    target: TARGET,
    async run({ window, mouse, at, next }) {
      await mouse.move(next)
      await mouse.press(next)
      await mouse.move({ x: (next.x + at.x) / 2 + 9, y: (next.y + at.y) / 2 + 9 }, true)
      await window.quiet()
      return answered(window, 'pointerup', () => mouse.release(at))
    }
  }
}

/** The mouse by way of the browser's own input, where a press need not follow a movement to its place. */
async function createMouse(page) {
  const session = await page.context().newCDPSession(page)
  const send = (type, { x, y }, more) => session.send('Input.dispatchMouseEvent', { type, x, y, ...more })
  const held = { button: 'left', clickCount: 1 }
  return {
    move: (at, dragging = false) => send('mouseMoved', at, dragging ? { button: 'left', buttons: 1 } : {}),
    press: (at) => send('mousePressed', at, { ...held, buttons: 1 }),
    release: (at) => send('mouseReleased', at, held)
  }
}

/**
 * Prompt to mask, in the window: each round beside one run of the bare decoder.
 * @param {import('./browse.mjs').Browse} browse
 */
export async function measurePrompts(browse) {
  const { application, names, indexOf, sizes, add } = browse
  const { window } = application
  const mouse = await createMouse(window.page)
  for (const kind of ['small', 'typical']) {
    const name = names[kind][0]
    await window.openImage(name, indexOf(name))
    for (const [title, way] of Object.entries(ways)) {
      await window.chooseTool(way.tool)
      const { values, bare, official } = await measureWay(browse, way, mouse, sizes[kind])
      const label = `${title}, ${kinds[kind].label}`
      add(figure(label, values, { raw: way.prompt && bare, target: way.target }))
      if (way.prompt) add(figure('· against the official export', values, { raw: official }))
    }
  }
}

async function measureWay({ application: { window }, raw, rounds = 12, repeat }, way, mouse, size) {
  const toPage = await window.projection()
  const place = places()
  const next = () => {
    const { x, y } = place.next().value
    return toPage({ x: x * size.width, y: y * size.height })
  }
  const prompt = way.prompt ?? 'point'
  const ask = async () => {
    await sleep(PAUSE_MS)
    const bare = await raw.decoder({ prompt })
    const official = await raw.official({ prompt, size })
    await sleep(PAUSE_MS)
    const value = await way.run({ window, mouse, at: next(), next: next() })
    await window.page.keyboard.press('Escape')
    return { value, bare, official }
  }
  for (let i = 0; i < WARM_UP; i++) await ask()
  const done = await repeat(rounds, ask)
  const each = (name) => done.map((one) => one[name])
  return { values: each('value'), bare: each('bare'), official: each('official') }
}
