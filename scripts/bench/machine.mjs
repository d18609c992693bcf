import { readFileSync } from 'node:fs'
import os from 'node:os'
import { inRoot } from '../lib/paths.mjs'
import { electronState } from '../setup/electron.mjs'

/** What the figures were measured on. */
export async function describeMachine({ threads }) {
  const cores = os.availableParallelism()
  const model = os.cpus()[0]?.model.trim() ?? 'unknown processor'
  const memory = Math.round(os.totalmem() / 2 ** 30)
  const { version: electron, kind } = await electronState()
  const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'))
  const load = os.loadavg()[0].toFixed(1)
  const summary =
    `Maskwright ${version}, Electron ${electron} (${kind}), ${os.platform()} ${os.arch()}, ` +
    `${model}, ${cores} cores, ${memory} GiB, ${threads} threads a session, load ${load}`
  return { summary, version, electron, kind, cores, model, memory, threads, load: Number(load) }
}
