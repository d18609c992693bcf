import { existsSync } from 'node:fs'
import path from 'node:path'
import { apt, installCommand, installPackages, mayInstall } from '../../lib/apt.mjs'
import { SetupError } from '../../lib/log.mjs'
import { capture } from '../../lib/run.mjs'

/** The names that Chromium goes by; Debian's and Ubuntu's come first. */
const names = ['chromium', 'chromium-browser', 'google-chrome']
const variable = 'MASKWRIGHT_CHROMIUM'

/** Nothing of the browser's own goes to the network, and it paints as Electron does in the other tests. */
export const chromiumArguments = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run'
]

/**
 * The Chromium of this machine, or null: the one that MASKWRIGHT_CHROMIUM names, or the first on the PATH.
 * @throws SetupError where MASKWRIGHT_CHROMIUM names nothing that is there
 */
export function findChromium({ PATH = '', ...env } = process.env) {
  const named = env[variable]
  if (named) {
    if (existsSync(named)) return named
    throw new SetupError(`${variable} names ${named}, which is not there.`)
  }
  for (const name of names) {
    for (const folder of PATH.split(path.delimiter)) {
      const file = path.join(folder, name)
      if (folder !== '' && existsSync(file)) return file
    }
  }
  return null
}

/** What to do where there is no Chromium. */
export const howToInstall =
  'The newest Chromium is tried with the one of the system, and there is none. Install it ' +
  `(on Debian: ${installCommand(['chromium'])}), ` +
  `or name its executable in ${variable}.`

/**
 * The Chromium to run the page in; Debian's is installed where it is missing and this process may do that (root, on a
 * Linux with apt-get).
 * @param {import('../../lib/log.mjs').Report} report
 * @returns {Promise<string | null>} null where there is none
 */
export async function prepareChromium(report) {
  const found = findChromium()
  if (found !== null) return found
  if (process.platform !== 'linux' || !mayInstall()) return null
  report("installing Debian's chromium")
  await apt(['update', '-qq'])
  await installPackages(['chromium'])
  return findChromium()
}

/** What it says of itself: its name, its version and who built it. */
export async function chromiumVersion(executable) {
  const { stdout } = await capture(executable, ['--version'])
  return stdout.trim()
}
