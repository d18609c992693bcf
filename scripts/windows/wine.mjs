import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { apt, hasApt, installCommand, installPackages, isOnPath, mayInstall } from '../lib/apt.mjs'
import { hashBytes } from '../lib/files.mjs'
import { withLock } from '../lib/lock.mjs'
import { SetupError } from '../lib/log.mjs'
import { userCache } from '../lib/paths.mjs'
import { capture } from '../lib/run.mjs'

/** Debian's packages for each program that is needed. */
const PACKAGES = { wine: ['wine', 'wine64'], 'x86_64-w64-mingw32-gcc': ['gcc-mingw-w64-x86-64'] }

/** The source of a system library that Wine 8 lacks. */
const STUB = path.join(import.meta.dirname, 'bcryptprimitives.c')

/** This machine has no Wine and cannot get it. */
export class NoWineError extends SetupError {
  name = 'SetupError'
}

/** Quiet, and without the questions about Mono and Gecko. */
const environment = (prefix) => ({
  WINEPREFIX: prefix,
  WINEARCH: 'win64',
  WINEDEBUG: '-all',
  WINEDLLOVERRIDES: 'mscoree,mshtml='
})

/**
 * Installs Wine where that is possible, and makes a Windows folder for it in the user's cache.
 * @param {import('../lib/log.mjs').Report} report
 * @returns {Promise<Record<string, string>>} the environment that a program under Wine needs
 * @throws NoWineError where there is no Wine and none can be installed
 */
export async function prepareWine(report) {
  await requirePrograms(report)
  const { stdout: version } = await capture('wine', ['--version'])
  const key = hashBytes(version.trim() + readFileSync(STUB, 'utf8')).slice(0, 12)
  const prefix = path.join(userCache(), 'windows', `wine-${key}`)
  const ready = path.join(prefix, '.ready')
  const make = async () => {
    if (existsSync(ready)) return
    report(`making a Windows folder for ${version.trim()}`)
    await makePrefix(prefix)
    await writeFile(ready, '')
  }
  if (!existsSync(ready))
    await withLock(`${prefix}.lock`, make, () => report('waiting for another run that makes it'))
  return environment(prefix)
}

async function requirePrograms(report) {
  const missing = missingPackages()
  if (missing.length === 0) return
  if (process.platform !== 'linux' || process.arch !== 'x64' || !hasApt())
    throw new NoWineError(
      `Windows' Node runs here by Wine on Linux x64 only; missing packages, by their names on Debian 12: ${missing.join(' ')}.`
    )
  if (!mayInstall())
    throw new NoWineError(`Windows' Node needs Wine to run here. Run:\n  ${installCommand(missing)}`)
  report(`installing ${missing.join(' ')}`)
  await apt(['update', '-qq'])
  await installPackages(missing)
  const left = missingPackages()
  if (left.length > 0) throw new SetupError(`These packages lack their programs: ${left.join(' ')}.`)
}

const missingPackages = () =>
  Object.entries(PACKAGES).flatMap(([program, names]) => (isOnPath(program) ? [] : names))

async function makePrefix(prefix) {
  await rm(prefix, { recursive: true, force: true })
  await mkdir(prefix, { recursive: true })
  const env = environment(prefix)
  await must('wine', ['wineboot', '-i'], env)
  await must('wineserver', ['-w'], env)
  const library = path.join(prefix, 'drive_c/windows/system32/bcryptprimitives.dll')
  if (!existsSync(library))
    await must('x86_64-w64-mingw32-gcc', ['-shared', '-o', library, STUB, '-ladvapi32'], env)
}

async function must(command, args, env) {
  const { code, stdout, stderr } = await capture(command, args, { env })
  if (code !== 0)
    throw new SetupError(`${command} ${args[0]} failed (exit code ${code}):\n${stdout}${stderr}`.trim())
}
