import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { _electron } from 'playwright-core'
import { root } from '../lib/paths.mjs'
import { sandboxArguments } from '../setup/electron.mjs'
import { installProbe } from './probe.mjs'
import { BenchWindow } from './window.mjs'

/**
 * @typedef {object} Launch
 * @property {string} userData
 * @property {string} [open] a folder to open
 * @property {Record<string, string>} env
 * @property {Record<string, unknown>} settings the user's settings
 */

/**
 * Starts the real application from the build, as `npm start` does.
 * @param {Launch} launch
 */
export async function launchApplication({ userData, open, env, settings }) {
  await mkdir(userData, { recursive: true })
  await writeFile(path.join(userData, 'settings.json'), JSON.stringify(settings))
  const switches = ['--disable-gpu', '--log-level=3', `--user-data-dir=${userData}`, '--lang=en-US']
  const spawned = Date.now()
  const app = await _electron.launch({
    args: [...sandboxArguments(), ...switches, '.', ...(open ? [open] : [])],
    cwd: root,
    env: { ...process.env, ...env }
  })
  const page = await app.firstWindow()
  await page.evaluate(installProbe)
  return new Application(app, new BenchWindow(page), spawned)
}

/** The running application: its processes, and its window. */
export class Application {
  constructor(electron, window, spawned) {
    this.electron = electron
    this.window = window
    /** When its process was started, in milliseconds since 1970. */
    this.spawned = spawned
  }

  /** From the start of the process until something of the window was painted. */
  async coldStart() {
    const painted = await this.window.page.evaluate(() => {
      const paint = performance.getEntriesByName('first-contentful-paint')[0]
      return performance.timeOrigin + (paint?.startTime ?? performance.now())
    })
    return painted - this.spawned
  }

  /** Resident memory of each process in mebibytes; pages that processes share count in each. */
  async memory() {
    const metrics = await this.electron.evaluate(({ app }) =>
      app.getAppMetrics().map(({ type, name, memory }) => ({ type, name, kibibytes: memory.workingSetSize }))
    )
    const of = (found) => metrics.filter(found).reduce((sum, { kibibytes }) => sum + kibibytes, 0) / 1024
    return {
      main: of(({ type }) => type === 'Browser'),
      window: of(({ type }) => type === 'Tab'),
      engine: of(({ name }) => name === 'Maskwright engine'),
      other: of(({ type, name }) => !['Browser', 'Tab'].includes(type) && name !== 'Maskwright engine')
    }
  }

  /** Answers the next native dialogs with this folder. */
  async answerFolderDialogs(folder) {
    await this.electron.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
    }, folder)
  }

  async close() {
    await this.electron.close()
    // The lock of the user-data folder goes with the last process.
    await sleep(300)
  }
}
