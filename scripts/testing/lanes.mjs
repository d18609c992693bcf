import os from 'node:os'
import { readFile, rm } from 'node:fs/promises'
import { inRoot } from '../lib/paths.mjs'
import { capture } from '../lib/run.mjs'
import { countFailure } from './counts.mjs'
import { perform } from './perform.mjs'

/**
 * Runs parts, some beside others (see part.mjs), and gives their results in the given order.
 * @param {readonly import('./part.mjs').Part[]} parts
 */
export async function runInLanes(parts) {
  const lane = (name) => parts.filter((part) => part.lane === name)
  const results = new Map()
  const keep = (work) => async (part) => results.set(part, await work(part))
  for (const { prepare } of parts) await prepare?.().catch(() => 'the part itself says what is missing')
  const window = lane('window')
  const beside = lane('beside')
  const cores = os.availableParallelism()
  await Promise.all([
    inTurn(window, keep(perform)),
    parts.length === 1
      ? inTurn(beside, keep(perform))
      : inTurn(beside, keep(performBeside), window.length > 0 ? Math.ceil(cores / 4) : cores)
  ])
  await inTurn(lane('alone'), keep(perform))
  return parts.map((part) => results.get(part))
}

/** Takes one after the other, as many as `width` at a time. */
async function inTurn(parts, work, width = 1) {
  const waiting = [...parts]
  const worker = async () => {
    for (let part = waiting.shift(); part; part = waiting.shift()) await work(part)
  }
  await Promise.all(Array.from({ length: width }, worker))
}

/** Runs a part in a process of its own, whose output is shown as a whole when it has ended. */
async function performBeside({ name }) {
  const file = inRoot('test-results', `${name}.result.json`)
  await rm(file, { force: true })
  const since = performance.now()
  const { stdout, stderr } = await capture(process.execPath, [
    inRoot('scripts/testing/onePart.mjs'),
    name,
    file
  ])
  console.log(`${stdout}${stderr}`.trimEnd())
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    const seconds = (performance.now() - since) / 1000
    return { name, seconds, ...countFailure(`its process ended early: ${error.message}`) }
  }
}
