import { fork } from 'node:child_process'
import { join } from 'node:path'
import { childPort } from '../../rpc/node/childPort'
import { guardedBy, type GuardLimits, type RunGuarded } from '../vet/guarded'
import { childScript } from './childScript'

/** The process that reads foreign project files, as the command line starts it, from the sources. */
export interface GuardScript {
  readonly guard: (limits?: GuardLimits) => RunGuarded
  /** How many processes were started. */
  readonly started: () => number
  readonly remove: () => Promise<void>
}

/** Bundles the process. */
export async function guardScript(): Promise<GuardScript> {
  const script = await childScript('entry', join(import.meta.dirname, '../vet'))
  let started = 0
  const guard = (limits?: GuardLimits): RunGuarded =>
    guardedBy(() => {
      started++
      return childPort(fork(script.file, { execArgv: ['--max-old-space-size=1536'], stdio: 'inherit' }))
    }, limits)
  return { guard, started: () => started, remove: script.remove }
}
