import { readFile } from 'node:fs/promises'
import { failuresIn, unsteadyIn } from './failures.mjs'

/**
 * How many tests of a part passed, failed and were skipped, with words where something else went wrong, which failed,
 * and which passed only when tried again.
 * @typedef {{ passed: number, failed: number, skipped: number, note?: string,
 *   failures?: import('./failures.mjs').Failure[], unsteady?: import('./failures.mjs').Failure[] }} Counts
 */

/** The counts of a part that is one check: types, lint, format. */
export const countCheck = (code) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 })

/** The counts of a part that could not run. */
export const countFailure = (note) => ({ passed: 0, failed: 1, skipped: 0, note })

/** The counts of a part that is of no use on this machine, which is no failure. */
export const countSkipped = (note) => ({ passed: 0, failed: 0, skipped: 1, note })

/** Counts in what Vitest's JSON reporter wrote; a file that could not even be loaded is one failure. */
export function countVitest(report) {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for (const file of report.testResults) {
    if (file.status === 'failed' && file.assertionResults.length === 0) counts.failed += 1
    for (const { status } of file.assertionResults) {
      counts[status === 'passed' || status === 'failed' ? status : 'skipped'] += 1
    }
  }
  return counts
}

/** Counts in what Playwright's JSON reporter wrote; an error outside the tests is one failure. */
export function countPlaywright({ stats, errors }) {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped
  }
}

/**
 * The counts of a test runner that has ended. No test at all, no report, or an exit code that the counts do not
 * explain is a failure too.
 * @param {number} code the runner's exit code
 * @param {string} file where its JSON report is
 * @param {(report: any) => Counts} count
 * @returns {Promise<Counts>}
 */
export async function countRunner(code, file, count) {
  let counts
  try {
    const report = JSON.parse(await readFile(file, 'utf8'))
    const [failures, unsteady] = [failuresIn(report), unsteadyIn(report)]
    counts = {
      ...count(report),
      ...(failures.length > 0 && { failures }),
      ...(unsteady.length > 0 && { unsteady })
    }
  } catch (error) {
    return countFailure(`no usable report: ${error.message}`)
  }
  if (counts.passed + counts.failed + counts.skipped === 0) return countFailure('not one test was found')
  if (code !== 0 && counts.failed === 0)
    return { ...counts, failed: 1, note: `it ended with exit code ${code}` }
  return counts
}

/** The sum of the parts' counts. */
export function total(parts) {
  const sum = (key) => parts.reduce((all, part) => all + part[key], 0)
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') }
}

/** The line that ends a test run. */
export function describe({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
