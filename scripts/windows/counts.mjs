import path from 'node:path'
import { countVitest } from '../testing/counts.mjs'
import { say } from '../lib/log.mjs'

/**
 * Tests that fail under Wine but would not on Windows: file → full name of the test → reason. Those whose reason is
 * under `skip` are not even run: they take minutes there, or fail only now and then.
 * @typedef {Record<string, Record<string, string | { skip: string }>>} KnownFailures
 */

/** The name of a test with those of the groups around it. */
export const fullName = ({ ancestorTitles, title }) => [...ancestorTitles, title].join(' > ')

/**
 * Counts in Vitest's JSON report of a run under Wine. Known failures failed as expected, which the setup file turned
 * into "passed"; they count as skipped. One that is not in its file any more, or that passes, counts as a failure.
 * @param {any} report
 * @param {KnownFailures} known
 * @returns {import('../testing/counts.mjs').Counts}
 */
export function countWindows(report, known) {
  const counts = countVitest(report)
  const stale = []
  for (const { name, assertionResults, status } of report.testResults) {
    const entry = Object.keys(known).find((file) => name.replaceAll('\\', '/').endsWith(`/${file}`))
    if (!entry || (status === 'failed' && assertionResults.length === 0)) continue
    const states = new Map(assertionResults.map((test) => [fullName(test), test.status]))
    for (const [test, reason] of Object.entries(known[entry])) {
      const state = states.get(test)
      if (state === undefined) {
        stale.push(`${entry} > ${test}: there is no such test`)
        continue
      }
      if (state === 'failed') {
        say(`known-failures.json: ${entry} > ${test} no longer fails`)
        continue
      }
      if (state === 'passed') {
        counts.passed -= 1
        counts.skipped += 1
      }
      say(`skipped: ${path.posix.basename(entry)} > ${test} (${reason.skip ?? reason})`)
    }
  }
  for (const words of stale) say(`known-failures.json: ${words}`)
  return { ...counts, failed: counts.failed + stale.length }
}
