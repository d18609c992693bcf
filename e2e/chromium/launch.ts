import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { test, type Browser, type BrowserContext, type ElectronApplication } from '@playwright/test'
import type { TextEdit } from '@shared/ipc/contract'
import { MainWindow } from '../pages/mainWindow'
import type { LaunchOptions, RunningApp } from '../support/app'
import type { Shell } from '../support/shell'
import { collectComplaints } from './complaints'
import { HostProcess } from './hostProcess'

/** What `npm run e2e:chromium` has prepared. */
export interface ChromiumSetup {
  /** The Node binary that runs the services. */
  readonly node: string
  /** The built host, and the script that connects the page to it. */
  readonly host: string
  readonly pageScript: string
}

/** As large as the application's window is inside. */
const viewport = { width: 1440, height: 875 }
const GRACE_MS = 15_000

/** Starts the services in a Node process, and opens the built page in a browser. */
export async function launchInChromium(
  browser: Browser,
  setup: ChromiumSetup,
  { args = [], userData, env = {} }: LaunchOptions
): Promise<RunningApp> {
  const context = await browser.newContext({ viewport, locale: 'en-US' })
  const host = await HostProcess.start({
    ...{ node: setup.node, entry: setup.host, env: { MASKWRIGHT_TEST: '1', ...env } },
    ...{ root: resolve(import.meta.dirname, '../..'), userData, args },
    told: (message) => {
      if (message.type === 'closed') void context.close()
      if (message.type === 'edit') void editText(context, message.edit)
    }
  })
  const script = await readFile(setup.pageScript, 'utf8')
  const { page: address, token } = host.ready
  // The page alone gets the bridge, as the preload script is the page's alone.
  const own = `location.origin === ${JSON.stringify(new URL(address).origin)} && window === top`
  await context.addInitScript({
    content: `if (${own}) {\n${script}\nbridge.connect(${JSON.stringify(token)})\n}`
  })
  const page = await context.newPage()
  const complaints = await collectComplaints(page)
  await page.goto(address)
  const shell = hostShell(host, context)
  return { app: noElectron, page, shell, complaints, window: new MainWindow(page, shell) }
}

/** Has the text field that has the focus edited, as a native menu does. */
async function editText(context: BrowserContext, edit: TextEdit): Promise<void> {
  const [page] = context.pages()
  if (!page) return
  const client = await context.newCDPSession(page)
  await client.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', commands: [edit] })
  await client.detach()
}

function hostShell(host: HostProcess, context: BrowserContext): Shell {
  return {
    answerDialogs: (paths) => host.ask('answerDialogs', paths),
    answerQuestions: (button) => host.ask('answerQuestions', button),
    questions: () => host.ask('questions', null),
    chooseInMenu: (texts) => host.ask('chooseInMenu', texts),
    nativeDark: () => Promise.resolve(null),
    pressClose: () => host.ask('pressClose', null),
    close: async () => {
      await host.ask('pressClose', null)
      await host.ended
      await context.close()
    },
    dispose: async () => {
      if (host.running) {
        const patience = setTimeout(() => host.process.kill('SIGKILL'), GRACE_MS)
        await host.ask('pressClose', null).catch(() => undefined)
        await host.ended
        clearTimeout(patience)
      }
      await context.close()
    }
  }
}

/** Skips the test at the first use of what only Electron has; what it did before counts as far as it fails. */
const noElectron = new Proxy({} as ElectronApplication, {
  get: (_target, name) => {
    test.skip(true, `app.${String(name)}: this test uses Electron itself`)
  }
})
