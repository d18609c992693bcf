import { existsSync } from 'node:fs'
import { chmod, chown, copyFile, cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { SetupError } from '../lib/log.mjs'
import { inRoot, root } from '../lib/paths.mjs'
import { capture, run } from '../lib/run.mjs'

/** What tests neither read nor may leave behind in the checkout. */
const LEFT_OUT = new Set(['.git', 'test-results', 'playwright-report', 'demo-output', 'bench-output', 'dist'])

/** Whether this process is Linux's root, for whom Chromium has no sandbox. */
export const isRoot = () => process.platform === 'linux' && process.getuid() === 0

/**
 * Runs this process's Node with the user `nobody`, who has a home of its own, in a copy of the checkout that he may
 * read: the checkout itself, Electron's folder and Node may lie in root's home. What it writes to test-results comes
 * back to `results`.
 * @param {string[]} args Node's arguments; paths are relative to the checkout
 * @param {Record<string, string>} env paths below `results` are replaced by those in the copy
 * @returns {Promise<number>} the exit code
 */
export async function runUnprivileged(args, env, results) {
  const user = await nobody()
  const place = await mkdtemp(path.join(os.tmpdir(), 'maskwright-user-'))
  try {
    await chmod(place, 0o755)
    const copy = path.join(place, 'checkout')
    await copyCheckout(copy)
    const node = path.join(place, 'bin/node')
    await mkdir(path.dirname(node))
    await copyFile(process.execPath, node)
    const own = ['home', 'home/runtime', 'home/tmp', 'checkout/test-results'].map((name) =>
      path.join(place, name)
    )
    for (const folder of own)
      await mkdir(folder, { mode: 0o700 }).then(() => chown(folder, user.uid, user.gid))
    const [home, runtime, tmp, written] = own
    const moved = Object.entries(env).map(([name, value]) => [name, value.replace(results, written)])
    const authority = await copyAuthority(env.XAUTHORITY, home, user)
    const words = [
      '--reuid',
      user.uid,
      '--regid',
      user.gid,
      '--clear-groups',
      '--reset-env',
      'env',
      '-C',
      copy
    ]
    const variables = {
      ...Object.fromEntries(moved),
      ...{ PATH: [path.dirname(node), process.env.PATH].join(':'), HOME: home, TMPDIR: tmp },
      ...{ XDG_RUNTIME_DIR: runtime, ...(authority && { XAUTHORITY: authority }) },
      ...(process.env.CI && { CI: process.env.CI })
    }
    const settings = Object.entries(variables).map(([name, value]) => `${name}=${value}`)
    const code = await run('setpriv', [...words.map(String), ...settings, node, ...args])
    await cp(written, results, { recursive: true, force: true })
    return code
  } finally {
    await rm(place, { recursive: true, force: true })
  }
}

async function nobody() {
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number((await capture('id', [flag, 'nobody'])).stdout))
  )
  if (!uid || !gid) throw new SetupError('There is no user "nobody" to run the tests as.')
  return { uid, gid }
}

/** Hard links where the file system allows them, otherwise copies; Electron itself in place of a link to it. */
async function copyCheckout(target) {
  const modules = 'node_modules'
  await copyFolder(root, target, (name) => name !== modules && !LEFT_OUT.has(name))
  // Other tests, which may run beside these, write to the caches there.
  await copyFolder(inRoot(modules), path.join(target, modules), (name) => !/^\.(cache|vite)/.test(name))
  const dist = path.join(target, 'node_modules/electron/dist')
  await rm(dist, { recursive: true, force: true })
  await copyAll([`${inRoot('node_modules/electron/dist')}/.`], dist)
}

async function copyFolder(folder, target, isWanted) {
  await mkdir(target)
  const names = (await readdir(folder)).filter(isWanted)
  await copyAll(
    names.map((name) => path.join(folder, name)),
    target
  )
}

async function copyAll(sources, target) {
  for (const how of ['-al', '-a']) {
    const { code, stderr } = await capture('cp', [how, ...sources, target])
    if (code === 0) return
    if (how === '-a') throw new SetupError(`The checkout could not be copied to ${target}: ${stderr.trim()}`)
  }
}

/** The right to use the display, for the user too. */
async function copyAuthority(file = path.join(os.homedir(), '.Xauthority'), home, { uid, gid }) {
  if (!existsSync(file)) return undefined
  const copy = path.join(home, '.Xauthority')
  await copyFile(file, copy)
  await chown(copy, uid, gid)
  return copy
}
