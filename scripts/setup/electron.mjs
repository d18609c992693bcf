import { existsSync, readFileSync } from 'node:fs'
import { lstat, rename, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { withLock } from '../lib/lock.mjs'
import { SetupError } from '../lib/log.mjs'
import { inRoot } from '../lib/paths.mjs'
import { capture } from '../lib/run.mjs'
import { MARKER, ensureStandIn, isWhole, standInWarning } from './standIn/index.mjs'

const folder = inRoot('node_modules/electron')
const dist = path.join(folder, 'dist')
const pathFile = path.join(folder, 'path.txt')
const DOWNLOAD_TIMEOUT_MS = 300_000

const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined)

/**
 * What node_modules/electron holds at present.
 * @returns {Promise<{ kind: 'missing' } | { kind: 'official' | 'stand-in' | 'override', executable: string, version: string }>}
 */
export async function electronState() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const place = override ?? dist
  const name = read(pathFile) ?? (override ? 'electron' : undefined)
  const version = read(path.join(place, 'version'))?.replace(/^v/, '')
  if (!name || !version || !existsSync(path.join(place, name))) return { kind: 'missing' }
  const found = { executable: path.join(place, name), version }
  if (override) return { kind: 'override', ...found }
  if (existsSync(path.join(dist, MARKER)))
    return (await isWhole(dist)) ? { kind: 'stand-in', ...found } : { kind: 'missing' }
  const wanted = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).version
  return version === wanted ? { kind: 'official', ...found } : { kind: 'missing' }
}

/** The path of the Electron executable; an error where the set-up has not run. */
export async function electronExecutable() {
  const state = await electronState()
  if (state.kind === 'missing') throw new SetupError('Electron is not set up: run "node scripts/setup.mjs".')
  return state.executable
}

/**
 * Chromium refuses to run as root with its sandbox, so root gets none; an ordinary user always has the real sandbox.
 */
export const sandboxArguments = () =>
  process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : []

/**
 * Makes node_modules/electron usable: with the official binary, or with a stand-in where that cannot be had.
 * MASKWRIGHT_ELECTRON chooses: `auto` (the default), `official` or `fallback`.
 * @param {import('../lib/log.mjs').Report} report
 */
export async function prepareElectron(report) {
  const wish = readWish()
  if (isGranted(wish, await electronState())) return
  const install = async () => {
    if (isGranted(wish, await electronState())) return
    if (wish !== 'fallback' && (await download(wish, report))) return
    report(standInWarning)
    await link(await ensureStandIn(report))
  }
  await withLock(inRoot('node_modules/.cache/maskwright/electron.lock'), install, () =>
    report('waiting for another run that is installing it')
  )
}

function readWish() {
  const wish = process.env.MASKWRIGHT_ELECTRON || 'auto'
  if (['auto', 'official', 'fallback'].includes(wish)) return wish
  throw new SetupError(`MASKWRIGHT_ELECTRON is "${wish}"; it may be auto, official or fallback.`)
}

function isGranted(wish, { kind }) {
  if (kind === 'missing') return false
  if (kind === 'override' || wish === 'auto') return true
  return wish === 'official' ? kind === 'official' : kind === 'stand-in'
}

/** Tries the official download, and tells whether it succeeded. */
async function download(wish, report) {
  report('downloading the official binary')
  // The installer unpacks into dist: it must not follow a link into the cache of the stand-in.
  await rm(dist, { recursive: true, force: true })
  await rm(pathFile, { force: true })
  const installer = path.join(folder, 'install.js')
  const { code, stderr } = await capture(process.execPath, [installer], { timeoutMs: DOWNLOAD_TIMEOUT_MS })
  if (code === 0 && (await electronState()).kind === 'official') return true
  const reason = stderr.trim().split('\n')[0] || `no answer in ${DOWNLOAD_TIMEOUT_MS / 1000} s`
  if (wish === 'official')
    throw new SetupError(`Electron's official binary could not be downloaded: ${reason}`)
  report(`the official binary could not be downloaded: ${reason}`)
  return false
}

async function link(target) {
  const isFolder = await lstat(dist).then(
    (found) => found.isDirectory(),
    () => false
  )
  if (isFolder) await rm(dist, { recursive: true, force: true })
  const fresh = `${dist}.${process.pid}`
  await symlink(target, fresh)
  await rename(fresh, dist)
  await writeFile(pathFile, 'electron')
}
