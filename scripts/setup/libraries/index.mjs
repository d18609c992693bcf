import { readdir } from 'node:fs/promises'
import { apt, hasApt, installCommand, installPackages, isOnPath, mayInstall } from '../../lib/apt.mjs'
import { lacksDisplay } from '../../lib/display.mjs'
import { SetupError } from '../../lib/log.mjs'
import { capture } from '../../lib/run.mjs'
import { electronExecutable } from '../electron.mjs'
import { candidates, knownNames, missingLibraries, packagesFor } from './packages.mjs'

/**
 * Checks that Linux has what Electron needs: shared libraries, a font, and a virtual X server where there is no
 * display. Installs what is missing where it may (as root, with apt-get), or says exactly what to run.
 * @param {import('../../lib/log.mjs').Report} report
 */
export async function prepareLibraries(report) {
  if (process.platform !== 'linux') return
  const missing = await findMissing()
  if (missing.packages.length === 0 && missing.unknown.length === 0) return
  if (!hasApt()) throw new SetupError(describe(missing))
  if (mayInstall()) await install(missing.packages, report)
  else
    throw new SetupError(
      `${describe(missing)}\nRun:\n  ${installCommand(await resolveNames(missing.packages))}`
    )
  await confirm()
}

/**
 * Installs what the tests of privacy trace and press keys with, where that is possible: as root, with apt-get.
 * @param {import('../../lib/log.mjs').Report} report
 * @returns {Promise<string[]>} the programs that are still missing
 */
export async function prepareTracing(report) {
  const missing = () => ['strace', 'xdotool', 'Xvfb'].filter((program) => !isOnPath(program))
  if (process.platform !== 'linux' || missing().length === 0) return []
  const packages = missing().map((program) => program.toLowerCase())
  if (mayInstall()) await install(packages, report)
  return missing()
}

/** The packages that this machine lacks, and the libraries for which no package is known. */
async function findMissing() {
  const { code, stdout, stderr } = await capture('ldd', [await electronExecutable()])
  if (code !== 0) throw new SetupError(`ldd could not read the Electron binary: ${stderr.trim()}`)
  const { packages, unknown } = packagesFor(missingLibraries(stdout))
  if (lacksDisplay() && !isOnPath('Xvfb')) packages.push('xvfb')
  if (!(await hasFont())) packages.push('fonts-dejavu-core')
  return { packages, unknown }
}

/** Without any font the application shows no text at all. */
async function hasFont() {
  for (const folder of ['/usr/share/fonts', '/usr/local/share/fonts']) {
    const files = await readdir(folder, { recursive: true }).catch(() => [])
    if (files.some((file) => /\.(ttf|ttc|otf|pfb)$/i.test(file))) return true
  }
  return false
}

async function install(packages, report) {
  report(`installing ${packages.join(' ')}`)
  await apt(['update', '-qq'])
  await installPackages(await resolveNames(packages))
}

/** The names by which this release of Debian or Ubuntu knows the packages. */
async function resolveNames(packages) {
  const { stdout } = await capture('apt-cache', ['show', ...packages.flatMap(candidates)])
  return knownNames(packages, stdout)
}

function describe({ packages, unknown }) {
  const words = ['This system lacks what Electron needs.']
  if (packages.length > 0) words.push(`Packages, by their names on Debian 12: ${packages.join(' ')}.`)
  if (unknown.length > 0) words.push(`Libraries: ${unknown.join(' ')}.`)
  return words.join(' ')
}

async function confirm() {
  const missing = await findMissing()
  if (missing.packages.length + missing.unknown.length > 0) throw new SetupError(describe(missing))
}
