import { mkdir, rm } from 'node:fs/promises'
import { inRoot } from '../lib/paths.mjs'
import { capture } from '../lib/run.mjs'
import { countCheck } from './counts.mjs'

/**
 * Where a part runs. `window`: one at a time, since each starts windows. `beside`: meanwhile, with a low priority; these
 * use one core, or wait. `alone`: afterwards, one at a time, since each takes every core.
 * @typedef {'window' | 'beside' | 'alone'} Lane
 */

/**
 * One part of the test run. `run` gives its counts, or throws where it cannot run. `prepare` installs what it needs of
 * the system: packages are installed by one process at a time, so that is done before anything runs. `runtime` says
 * what it ran on where that is not this process's own Node.
 * @typedef {{ name: string, lane: Lane, run: () => Promise<import('./counts.mjs').Counts>,
 *   prepare?: () => Promise<unknown>, runtime?: () => Promise<import('./runRecord.mjs').Runtime> }} Part
 */

/**
 * A check that only reads, and prints what it has to say when it has ended.
 * @returns {Part}
 */
export const check = (name, command, ...args) => ({
  name,
  lane: 'beside',
  async run() {
    const { code, stdout, stderr } = await capture(command, args)
    console.log(`\n── ${name}\n${stdout}${stderr}`.trimEnd())
    return countCheck(code)
  }
})

/**
 * Tests, which print as they go. `work` is given the part's name.
 * @returns {Part}
 */
export const tests = (name, lane, work, more = {}) => ({
  name,
  lane,
  ...more,
  run() {
    console.log(`\n── ${name}`)
    return work(name)
  }
})

/** Where a part's report goes; an older one is removed, so that it is never taken for this run's. */
export async function freshReport(part) {
  const file = inRoot('test-results', `${part}.json`)
  await mkdir(inRoot('test-results'), { recursive: true })
  await rm(file, { force: true })
  return file
}
