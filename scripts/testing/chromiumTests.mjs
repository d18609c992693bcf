import { say, step } from '../lib/log.mjs'
import { howToInstall, prepareChromium } from './chromium/browser.mjs'
import { runInChromium } from './chromium/index.mjs'
import { countFailure, countPlaywright, countRunner, countSkipped } from './counts.mjs'
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
