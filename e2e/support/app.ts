import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, expect, test as base, type ElectronApplication, type Page } from '@playwright/test'
import { launchInChromium, type ChromiumSetup } from '../chromium/launch'
import { MainWindow } from '../pages/mainWindow'
import { electronShell, type Shell } from './shell'

/** How the application is started. */
export interface LaunchOptions {
  /** Arguments of our own: a folder, `--sample`. */
  readonly args?: readonly string[]
  readonly userData: string
  readonly env?: Readonly<Record<string, string>>
}

/** A running application and its window. */
export interface RunningApp {
  /** For what only Electron has; the project `chromium` skips a test that uses it. */
  readonly app: ElectronApplication
  readonly shell: Shell
  readonly page: Page
  readonly window: MainWindow
  /** What the browser found wrong with the page by itself; none in Electron. */
  readonly complaints: readonly string[]
}

/** Starts the real application from the build. */
async function launch({ args = [], userData, env = {} }: LaunchOptions): Promise<RunningApp> {
  const switches = ['--disable-gpu', '--log-level=3', `--user-data-dir=${userData}`, '--lang=en-US']
  const density = process.env['MASKWRIGHT_TEST_DENSITY']
  if (density) switches.push(`--force-device-scale-factor=${density}`)
  const app = await _electron.launch({
    args: [...switches, '.', ...args],
    // It does not work for root, which is what a test container usually runs as.
    chromiumSandbox: process.getuid?.() !== 0,
    env: { ...inherited(), MASKWRIGHT_TEST: '1', ...env }
  })
  const page = await app.firstWindow()
  const shell = electronShell(app)
  return { app, page, shell, complaints: [], window: new MainWindow(page, shell) }
}

/** Closes the window, as its button does, and waits until the application has ended. */
export function closeWindow({ shell }: RunningApp): Promise<void> {
  return shell.close()
}

/** Presses the window's button, whatever comes of it. */
export async function pressClose(app: ElectronApplication): Promise<void> {
  await electronShell(app).pressClose()
}

function inherited(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined
  )
  return Object.fromEntries(entries)
}

/** Starts the application one way or the other. */
type Starter = (options: LaunchOptions) => Promise<RunningApp>

interface Fixtures {
  /** A fresh temporary folder, removed afterwards. */
  readonly folder: string
  /** Starts the application with a fresh user-data folder; it is closed afterwards. */
  readonly start: (options?: Partial<LaunchOptions>) => Promise<RunningApp>
}

/** What the projects of playwright.config.ts choose. */
export interface Backend {
  /** Null: the real application; else its page in the browser that Playwright is told, with the services in Node. */
  readonly chromium: ChromiumSetup | null
}

/** Playwright's test with our fixtures. */
export const test = base.extend<Fixtures, Backend & { readonly starter: Starter }>({
  chromium: [null, { option: true, scope: 'worker' }],
  starter: [
    async ({ chromium, playwright, launchOptions }, use) => {
      if (chromium === null) {
        await use(launch)
        return
      }
      const browser = await playwright.chromium.launch(launchOptions)
      await use((options) => launchInChromium(browser, chromium, options))
      await browser.close()
    },
    { scope: 'worker' }
  ],
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'maskwright-e2e-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },
  start: async ({ folder, starter }, use, info) => {
    const running: RunningApp[] = []
    await use(async (options = {}) => {
      const started = await starter({ userData: join(folder, 'user-data'), ...options })
      running.push(started)
      return started
    })
    for (const { shell, page } of running) {
      if (info.status !== info.expectedStatus && !page.isClosed()) {
        // A page that crashed has no picture.
        const body = await page.screenshot().catch(() => null)
        if (body) await info.attach('window', { body, contentType: 'image/png' })
      }
      await shell.dispose()
    }
    expect(running.flatMap(({ complaints }) => complaints)).toEqual([])
  }
})

export { expect }
