import path from 'node:path'

/**
 * A test that failed: its file and full name, and the first line of what it said.
 * @typedef {{ test: string, reason: string }} Failure
 */

/** Terminal colors, which Playwright writes into its reports. */
const COLORS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g')

/** The first line of a message that says something. */
const firstLine = (message = '') =>
  message
    .replaceAll(COLORS, '')
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line !== '') ?? ''

/**
 * The tests that failed according to the JSON report of Vitest or Playwright.
 * @returns {Failure[]}
 */
export function failuresIn(report) {
  return report.testResults ? failuresOfVitest(report) : failuresOfPlaywright(report)
}

function failuresOfVitest({ testResults }) {
  return testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const file = path.posix.basename(name.replaceAll('\\', '/'))
      const failed = assertionResults.filter(({ status }) => status === 'failed')
      if (failed.length === 0) return [{ test: file, reason: firstLine(message) }]
      return failed.map(({ ancestorTitles, title, failureMessages }) => ({
        test: [file, ...ancestorTitles, title].join(' > '),
        reason: firstLine(failureMessages[0])
      }))
    })
}

function failuresOfPlaywright({ suites = [], errors = [] }) {
  const outside = errors.map(({ message }) => ({ test: 'outside the tests', reason: firstLine(message) }))
  return [...suites.flatMap((suite) => failuresOfSuite(suite, [])), ...outside]
}

function failuresOfSuite({ title, specs = [], suites = [] }, above) {
  const names = [...above, title]
  const own = specs
    .filter(({ ok }) => !ok)
    .map((spec) => ({
      test: [...names, spec.title].join(' > '),
      reason: firstLine(spec.tests[0]?.results.at(-1)?.error?.message)
    }))
  return [...own, ...suites.flatMap((suite) => failuresOfSuite(suite, names))]
}
