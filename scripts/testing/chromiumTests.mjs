import { say, step } from '../lib/log.mjs'
import { chromiumVersion, findChromium, howToInstall, prepareChromium } from './chromium/browser.mjs'
import { ELECTRON_NODE, runInChromium } from './chromium/index.mjs'
import { countFailure, countPlaywright, countRunner, countSkipped } from './counts.mjs'
import { nodeRuntime } from './nodes.mjs'
import { freshReport } from './part.mjs'

/** Installs the system's Chromium where that is possible. */
export const installChromium = () => step('chromium', prepareChromium, { quiet: true })

/** The smoke tests in the system's Chromium. Where there is none they are skipped on a user's machine, and fail in CI. */
export async function chromiumTests(part) {
  const file = await freshReport(part)
  const result = await runInChromium([], { PLAYWRIGHT_JSON_OUTPUT_NAME: file })
  if (result !== null) {
    return { note: result.version, ...(await countRunner(result.code, file, countPlaywright)) }
  }
  say(howToInstall)
  return process.env.CI ? countFailure('no Chromium') : countSkipped('no Chromium')
}

/** The versions that it runs on: the system's Chromium, and the Node of the services. */
export async function chromiumRuntime() {
  const executable = findChromium()
  if (executable === null) return {}
  const [version] = (await chromiumVersion(executable)).match(/[\d.]+/) ?? ['unknown']
  return { Chromium: version, ...(await nodeRuntime(ELECTRON_NODE)()) }
}
