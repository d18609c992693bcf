import { execFile, spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

/** A virtual screen, and the keys and the mouse of whoever sits before it. */
export interface Desktop {
  /** What a program needs to show its windows there. */
  readonly env: Readonly<Record<string, string>>
  /** The id of the newest window whose name begins so. */
  find(name: string): Promise<string | undefined>
  /** Waits for a window whose name begins so, and gives it the keyboard. @returns its id */
  focus(name: string): Promise<string>
  /** Waits until no window's name begins so. */
  gone(name: string): Promise<void>
  /** Presses keys, by their X names, one after the other; the window with the focus gets them. */
  press(...keys: string[]): Promise<void>
  type(text: string): Promise<void>
  /** Clicks at a share of a window's width and height. */
  click(window: string, x: number, y: number): Promise<void>
  /** Writes a picture of the screen, where a program is installed that can. */
  picture(file: string): void
  close(): void
}

/** Opens a screen of its own, never the one that somebody is using. */
export async function openDesktop(): Promise<Desktop> {
  delete process.env['DISPLAY']
  delete process.env['WAYLAND_DISPLAY']
  const script = pathToFileURL(join(resolve(import.meta.dirname, '../..'), 'scripts/lib/display.mjs')).href
  const { openDisplay } = (await import(script)) as {
    openDisplay: () => Promise<{ env: Record<string, string>; close: () => void }>
  }
  const { env, close } = await openDisplay()
  const surroundings = { ...process.env, ...env }
  const xdotool = async (...words: string[]): Promise<string> => {
    return (await promisify(execFile)('xdotool', words, { env: surroundings })).stdout.trim()
  }
  const find = async (name: string): Promise<string | undefined> => {
    // It ends with an error where there is none.
    const ids = await xdotool('search', '--onlyvisible', '--name', `^${name}`).catch(() => '')
    return ids.split('\n').at(-1) || undefined
  }
  return {
    env,
    find,
    focus: async (name) => {
      const window = await until(`a window "${name}"`, () => find(name))
      await xdotool('windowfocus', '--sync', window)
      return window
    },
    gone: async (name) => {
      await until(`no window "${name}"`, async () => ((await find(name)) === undefined ? true : undefined))
    },
    press: async (...keys) => {
      await xdotool('key', '--delay', '100', ...keys)
    },
    type: async (text) => {
      await xdotool('type', '--delay', '20', text)
    },
    click: async (window, x, y) => {
      const geometry = await xdotool('getwindowgeometry', '--shell', window)
      const [width, height] = ['WIDTH', 'HEIGHT'].map((name) => {
        return Number(new RegExp(`^${name}=(\\d+)$`, 'm').exec(geometry)?.[1])
      })
      const at = [x * (width ?? NaN), y * (height ?? NaN)].map((place) => String(Math.round(place)))
      await xdotool('mousemove', '--sync', '--window', window, ...at, 'click', '1')
    },
    picture: (file) => void spawnSync('import', ['-window', 'root', file], { env: surroundings }),
    close
  }
}

/** Waits until there is something. @throws Error that says what did not come */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
  ms = 90_000
): Promise<T> {
  const end = performance.now() + ms
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (performance.now() > end) throw new Error(`There was not ${what} within ${ms / 1000} s`)
    await setTimeout(200)
  }
}
