import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { writeAtomically } from '../lib/files.mjs'
import { withLock } from '../lib/lock.mjs'
import { SetupError } from '../lib/log.mjs'
import { inRoot } from '../lib/paths.mjs'
import { run } from '../lib/run.mjs'

const stampFile = inRoot('node_modules/.cache/maskwright/build.json')
const inputs = ['electron.vite.config.ts', 'tsconfig.base.json', 'package.json', 'package-lock.json']
const outputs = ['out/main/index.js', 'out/main/cli.js', 'out/preload/index.cjs', 'out/renderer/index.html']

const isTest = (file) => /\.test\.tsx?$/.test(file)

/**
 * Builds the application into out/ where the sources, the configuration or the installed packages are not those that
 * out/ was last built from.
 * @param {import('../lib/log.mjs').Report} report
 */
export async function prepareBuild(report) {
  if (await isFresh()) return
  const build = async () => {
    if (await isFresh()) return
    report('building the application')
    const hash = await hashSources()
    // What the build says goes to stderr: stdout belongs to the command that is about to run.
    const code = await run('electron-vite', ['build', '--logLevel', 'warn'], { stdio: ['ignore', 2, 2] })
    if (code !== 0) throw new SetupError('The build failed; its words are above.')
    await writeAtomically(stampFile, JSON.stringify({ hash, written: await writtenTimes() }))
  }
  await withLock(inRoot('node_modules/.cache/maskwright/build.lock'), build, () =>
    report('waiting for another run that is building')
  )
}

/** Whether out/ is what the recorded build wrote, from the sources as they are now. */
async function isFresh() {
  try {
    const { hash, written } = JSON.parse(await readFile(stampFile, 'utf8'))
    if (JSON.stringify(written) !== JSON.stringify(await writtenTimes())) return false
    return hash === (await hashSources())
  } catch {
    return false
  }
}

/** When each entry of the build was written, so that a build made by other means is noticed. */
async function writtenTimes() {
  return Promise.all(outputs.map(async (file) => (await stat(inRoot(file))).mtimeMs))
}

async function hashSources() {
  const entries = await readdir(inRoot('src'), { recursive: true, withFileTypes: true })
  const sources = entries
    .filter((entry) => entry.isFile() && !isTest(entry.name))
    .map((entry) => path.relative(inRoot(), path.join(entry.parentPath, entry.name)))
  const files = [...sources.sort(), ...inputs].filter((file) => existsSync(inRoot(file)))
  const hash = createHash('sha256')
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(await readFile(inRoot(file)))
      .update('\0')
  return hash.digest('hex')
}
