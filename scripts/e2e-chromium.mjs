// Runs the end-to-end tests tagged @smoke in the system's Chromium (npm run e2e:chromium); arguments go to Playwright.
import { fail, SetupError } from './lib/log.mjs'
import { setUp } from './setup/index.mjs'
import { howToInstall } from './testing/chromium/browser.mjs'
import { runInChromium } from './testing/chromium/index.mjs'

async function main() {
  await setUp({ quiet: true })
  const result = await runInChromium(process.argv.slice(2))
  if (result === null) throw new SetupError(howToInstall)
  process.exitCode = result.code
}

await main().catch(fail)
