import { existsSync } from 'node:fs'
import path from 'node:path'
import { SetupError } from './log.mjs'
import { capture } from './run.mjs'

/** Whether a program can be started by its name. */
export const isOnPath = (program) =>
  (process.env.PATH ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, program)))

/** Whether this system has apt-get, and this user may install packages with it. */
export const hasApt = () => existsSync('/usr/bin/apt-get')
export const mayInstall = () => hasApt() && process.getuid() === 0

/** Runs apt-get without questions. */
export async function apt(args) {
  const options = ['-o', 'Acquire::Retries=3', '-o', 'DPkg::Lock::Timeout=120', '-o', 'Dpkg::Use-Pty=0']
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const { code, stdout, stderr } = await capture('apt-get', [...options, ...args], { env })
  if (code === 0) return
  throw new SetupError(`apt-get ${args[0]} failed (exit code ${code}):\n${stdout}${stderr}`.trim())
}

/** Installs packages without those that they only recommend. */
export const installPackages = (names) => apt(['install', '-y', '-qq', '--no-install-recommends', ...names])

/** What a user types to install packages. */
export const installCommand = (names) =>
  `sudo apt-get update && sudo apt-get install --no-install-recommends ${names.join(' ')}`
