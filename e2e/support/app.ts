import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test'
import { MainWindow } from '../pages/mainWindow'

/** How the application is started. */
export interface LaunchOptions {
  /** Arguments of our own: a folder, `--sample`. */
  readonly args?: readonly string[]
  readonly userData: string
  readonly env?: Readonly<Record<string, string>>
}

/** A running application and its window. */
export interface RunningApp {
  readonly app: ElectronApplication
  readonly page: Page
  readonly window: MainWindow
}

/** Starts the real application from the build. */
export async function launch({ args = [], userData, env = {} }: LaunchOptions): Promise<RunningApp> {
  const switches = ['--disable-gpu', '--log-level=3', `--user-data-dir=${userData}`, '--lang=en-US']
  // Chromium's sandbox does not work for root, which is what a test container usually runs as.
  if (process.getuid?.() === 0) switches.push('--no-sandbox')
  const app = await _electron.launch({
    args: [...switches, '.', ...args],
    env: { ...inherited(), MASKWRIGHT_TEST: '1', ...env }
  })
  const page = await app.firstWindow()
  return { app, page, window: new MainWindow(page, app) }
}

/** Closes the window, as its button does, and waits until the application has ended. */
export async function closeWindow({ app }: RunningApp): Promise<void> {
  const ended = app.waitForEvent('close')
  await pressClose(app)
  await ended
}

/** Presses the window's button, whatever comes of it. */
export async function pressClose(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    // Not before this call has been answered.
    setImmediate(() => BrowserWindow.getAllWindows()[0]?.close())
  })
}

function inherited(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined
  )
  return Object.fromEntries(entries)
}

/** Ends the application; one that waits for an answer to a question is ended without it. */
async function closeOrKill(app: ElectronApplication): Promise<void> {
  const patience = setTimeout(() => app.process().kill('SIGKILL'), 15_000)
  await app.close().catch(() => undefined)
  clearTimeout(patience)
}

interface Fixtures {
  /** A fresh temporary folder, removed afterwards. */
  readonly folder: string
  /** Starts the application with a fresh user-data folder; it is closed afterwards. */
  readonly start: (options?: Partial<LaunchOptions>) => Promise<RunningApp>
}

/** Playwright's test with our fixtures. */
export const test = base.extend<Fixtures>({
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'maskwright-e2e-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },
  start: async ({ folder }, use, info) => {
    const running: RunningApp[] = []
    await use(async (options = {}) => {
      const started = await launch({ userData: join(folder, 'user-data'), ...options })
      running.push(started)
      return started
    })
    for (const { app, page } of running) {
      if (info.status !== info.expectedStatus && !page.isClosed()) {
        // A page that crashed has no picture.
        const body = await page.screenshot().catch(() => null)
        if (body) await info.attach('window', { body, contentType: 'image/png' })
      }
      await closeOrKill(app)
    }
  }
})

export { expect } from '@playwright/test'
