import { say, step } from '../lib/log.mjs'
import { capture } from '../lib/run.mjs'
import { NODE } from '../windows/bindings.mjs'
import { testOnWindows } from '../windows/tests.mjs'
import { NoWineError, prepareWine } from '../windows/wine.mjs'
import { countSkipped } from './counts.mjs'

/**
 * What differs most between systems: files, their names and locks, processes that are killed. What takes minutes under
 * Wine (networks that run, hundreds of vetting processes) is left to `npm run unit:windows`.
 */
const WINDOWS_TESTS = [
  'src/files/',
  'src/store/',
  'src/formats/',
  'src/jobs/',
  'src/cli/everything/',
  'src/cli/merge/',
  'src/cli/predict/',
  'src/cli/parse',
  'src/cli/model',
  'src/cli/shard',
  'tests/cli/'
]
const LONG_TESTS = ['src/store/hostileProjects.test.ts', 'tests/cli/predict.test.ts']

/** Installs Wine where that is needed and possible. */
export const installWine = async () =>
  process.platform !== 'win32' && step('wine', prepareWine, { quiet: true })

/** Tests on Windows' own Node. Where Wine is missing and cannot be installed they are left out; in CI they fail. */
export async function windowsTests() {
  try {
    return await testOnWindows(WINDOWS_TESTS, LONG_TESTS)
  } catch (error) {
    if (!(error instanceof NoWineError) || process.env.CI) throw error
    say(error.message)
    return countSkipped('there is no Wine')
  }
}

/** What they run on: this system, or Wine in the place of Windows. */
export async function windowsRuntime() {
  if (process.platform === 'win32') return {}
  const { stdout } = await capture('wine', ['--version'])
  return { platform: 'win32', release: stdout.trim().split(' ')[0] || 'Wine', Node: NODE.version }
}
