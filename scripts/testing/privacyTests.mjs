import { step } from '../lib/log.mjs'
import { run } from '../lib/run.mjs'
import { packageApplication } from '../packaging/builder.mjs'
import { prepareTracing } from '../setup/libraries/index.mjs'
import { countFailure, countPlaywright, countRunner, countSkipped } from './counts.mjs'
import { freshReport } from './part.mjs'

/** Installs what traces programs where that is possible. Gives what is still missing. */
export const installTracing = () => step('programs for tracing', prepareTracing, { quiet: true })

/** The packaged application and every command under strace, which only Linux has. A machine of CI has to have it. */
export async function privacyTests(part) {
  if (process.platform !== 'linux') return countSkipped('programs are traced on Linux only')
  const missing = await installTracing()
  if (missing.length > 0) {
    const note = `${missing.join(' and ')} cannot be found`
    return process.env.CI ? countFailure(note) : countSkipped(note)
  }
  await packageApplication(['--dir'], { release: false })
  const file = await freshReport(part)
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: file }
  const config = ['--config', 'playwright.privacy.config.ts']
  return countRunner(await run('playwright', ['test', ...config], { env }), file, countPlaywright)
}
