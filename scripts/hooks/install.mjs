import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { SetupError } from '../lib/log.mjs'

/** The hook that Git runs. It lets everything pass on a branch without the check, or without Node on the PATH. */
const HOOK = `#!/bin/sh
# Installed by "npm run setup:hooks" of Maskwright; delete this file to turn the check off.
check="$(git rev-parse --show-toplevel)/scripts/hooks/commit-msg.mjs"
[ -f "$check" ] || exit 0
command -v node >/dev/null || exit 0
exec node "$check" "$1"
`

/**
 * Installs the commit-msg hook into the hooks folder of a repository, which its worktrees share.
 * @param {string} root a folder of the repository
 * @returns {Promise<{ file: string, isNew: boolean }>}
 * @throws SetupError if the folder is not in a repository, or another commit-msg hook is installed
 */
export async function installHooks(root) {
  const file = path.join(await hooksFolder(root), 'commit-msg')
  const existing = await readFile(file, 'utf8').catch(() => null)
  if (existing === HOOK) return { file, isNew: false }
  if (existing !== null) {
    throw new SetupError(
      `${file} exists and was not changed. Run "node scripts/hooks/commit-msg.mjs FILE" in it.`
    )
  }
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, HOOK, { mode: 0o755 })
  return { file, isNew: true }
}

/** Absolute; respects core.hooksPath. */
async function hooksFolder(root) {
  // Inside a hook Git sets variables that name its own repository, whatever the folder.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')))
  try {
    const { stdout } = await promisify(execFile)('git', ['rev-parse', '--git-path', 'hooks'], {
      cwd: root,
      env
    })
    return path.resolve(root, stdout.trim())
  } catch (error) {
    throw new SetupError(`Hooks need Git and a Git checkout: ${error.message}`)
  }
}
