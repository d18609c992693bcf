import { rm } from 'node:fs/promises'
import path from 'node:path'
import { keepCase, readCorpus } from './corpus.mjs'
import { mutate as mutateBytes } from './mutate.mjs'
import { seededRandom } from './random.mjs'
import { isFinding } from './runner.mjs'
import { shrink } from './shrink.mjs'

/** Cases that behaved in a new way and are mutated further; older ones make room. */
const MAX_POOL = 400

/**
 * What came of one target.
 * @typedef {{ target: string, cases: number, replayed: number, accepted: number, refused: number, ways: number,
 *   seconds: number, peakMb: number, counts: Record<string, number>, findings: Finding[] }} Report
 * @typedef {{ kind: string, reason: string, seed: number | null, file: string }} Finding
 */

/** Outcomes that differ in numbers and names alone count as one way to behave. */
const wayOf = ({ kind, reason }) =>
  `${kind} ${reason.replaceAll(/\d+/g, '#').replaceAll(/"[^"]*"|\/\S+/g, '…')}`

/**
 * Fuzzes one target: first the kept corpus, then damaged copies of the seeds and of what behaved in a new way, until
 * the time or the number of cases is used up. What fails is made smaller and kept.
 * @param {object} options
 * @param {string} options.target
 * @param {import('./runner.mjs').Runner} options.runner
 * @param {number} options.seed of the first case; case n has seed + n
 * @param {number} options.until a time of performance.now()
 * @param {number} [options.cases] at most
 * @param {typeof mutateBytes} [options.mutate] damages a case
 * @param {string} options.corpus the folder of kept cases
 * @param {string} options.output where new findings go
 * @param {(text: string) => void} options.say
 * @returns {Promise<Report>}
 */
export async function fuzzTarget(options) {
  const { target, runner, seed, until, cases = Infinity, mutate = mutateBytes, corpus, output, say } = options
  const since = performance.now()
  const report = { target, cases: 0, replayed: 0, accepted: 0, refused: 0, ways: 0, counts: {}, findings: [] }
  const known = new Set()

  const note = async (files, outcome, caseSeed) => {
    const way = wayOf(outcome)
    const isNew = !known.has(way)
    known.add(way)
    if (outcome.kind === 'accepted') report.accepted += 1
    if (outcome.kind === 'refused') report.refused += 1
    for (const [name, count] of Object.entries(outcome.counts ?? {}))
      report.counts[name] = (report.counts[name] ?? 0) + count
    if (!isFinding(outcome) || !isNew) return isNew
    say(
      `${target}: ${outcome.kind} (${outcome.reason})${caseSeed === null ? '' : `, seed ${caseSeed}`}; shrinking`
    )
    // Kept as it is first: making it smaller takes long, and somebody may end the run meanwhile.
    const whole = await keepCase(path.join(output, target), files)
    const fails = async (smaller) => wayOf(await runner.run(target, smaller)) === way
    // Each try that hangs again takes all of the time that a case may take.
    const small = await shrink(files, fails, outcome.kind === 'hang' ? { tries: 20 } : {})
    const file = await keepCase(path.join(output, target), small)
    if (file !== whole) await rm(whole)
    report.findings.push({ ...outcome, seed: caseSeed, file })
    return false
  }

  const seeds = await runner.seeds(target)
  const pool = [...seeds]
  for (const files of seeds) await note(files, await runner.run(target, files), null)
  for (const { files } of await readCorpus(path.join(corpus, target))) {
    report.replayed += 1
    await note(files, await runner.run(target, files), null)
  }
  while (report.cases < cases && performance.now() < until) {
    const caseSeed = seed + report.cases
    const random = seededRandom(caseSeed ^ 0x5bd1e995)
    // Half of the cases begin with a valid seed, so that a long run does not drift into rubbish.
    const list = random() < 0.5 ? seeds : pool
    const files = mutate(list[Math.floor(random() * list.length)], caseSeed, seeds)
    const outcome = await runner.run(target, files)
    report.cases += 1
    if (await note(files, outcome, caseSeed)) pool.push(files)
    if (pool.length > MAX_POOL) pool.splice(seeds.length, 1)
  }
  return { ...report, ways: known.size, seconds: (performance.now() - since) / 1000, peakMb: runner.peakMb }
}
