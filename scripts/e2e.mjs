// Prepares what is missing, builds what has changed, and runs Playwright with the rest of the command line.
import { openDisplay } from './lib/display.mjs'
import { fail, step } from './lib/log.mjs'
import { run } from './lib/run.mjs'
import { prepareBuild } from './setup/build.mjs'
import { setUp } from './setup/index.mjs'

async function main() {
  await setUp({ quiet: true })
  await step('build', prepareBuild, { quiet: true })
  const display = await openDisplay()
  try {
    process.exitCode = await run('playwright', ['test', ...process.argv.slice(2)], { env: display.env })
  } finally {
    display.close()
  }
}

await main().catch(fail)
