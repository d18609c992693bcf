import { setTimeout as sleep } from 'node:timers/promises'
import { othersShare, processorTimes } from './processor.mjs'

/** Other programs' share of the processor that counts as none. */
const CALM = 0.12
const LOOK_MS = 250
const LONGEST_WAIT_MS = 120_000
const MOST_TRIES = 5

/**
 * Does the rounds of a figure.
 * @callback Rounds
 * @template T
 * @param {number} count
 * @param {() => Promise<T | undefined>} work one round; undefined when there is nothing left to do it with
 * @returns {Promise<T[]>}
 */

/** Rounds one after the other. */
export async function plainRounds(count, work) {
  const results = []
  while (results.length < count) {
    const result = await work()
    if (result === undefined) break
    results.push(result)
  }
  return results
}

/**
 * Rounds on a machine that others use too: waits before each one until they rest, does it again where they came back
 * meanwhile, and gives those during which they did the least. What is chosen by is what others did, never the result.
 */
export async function patientRounds(count, work) {
  const results = []
  const calm = () => results.filter(({ others }) => others <= CALM).length
  while (calm() < count && results.length < count * MOST_TRIES) {
    await waitForCalm()
    const before = processorTimes()
    const result = await work()
    if (result === undefined) break
    results.push({ result, others: othersShare(before, processorTimes()), at: results.length })
  }
  const chosen = results.sort((a, b) => a.others - b.others).slice(0, count)
  return chosen.sort((a, b) => a.at - b.at).map(({ result }) => result)
}

async function waitForCalm() {
  for (const until = performance.now() + LONGEST_WAIT_MS; performance.now() < until;) {
    const before = processorTimes()
    await sleep(LOOK_MS)
    if (othersShare(before, processorTimes()) <= CALM) return
  }
}
