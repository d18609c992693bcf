import path from 'node:path'

/**
 * A test and what it failed with: its file and full name, and the first line of what it said.
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
  if (!report.testResults) return [...playwrightTests(report, 'unexpected'), ...errorsOutside(report)]
  const unloaded = report.testResults
    .filter(({ status, assertionResults }) => status === 'failed' && !hasFailed(assertionResults))
    .map(({ name, message }) => ({ test: fileName(name), reason: firstLine(message) }))
  return [...vitestTests(report, ({ status }) => status === 'failed'), ...unloaded]
}

/**
 * The tests that failed, and passed when they were tried again.
 * @returns {Failure[]}
 */
export function unsteadyIn(report) {
  return report.testResults
    ? vitestTests(report, ({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
    : playwrightTests(report, 'flaky')
}

const hasFailed = (tests) => tests.some(({ status }) => status === 'failed')
const fileName = (file) => path.posix.basename(file.replaceAll('\\', '/'))

const vitestTests = ({ testResults }, isMeant) =>
  testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.filter(isMeant).map(({ ancestorTitles, title, failureMessages }) => ({
      test: [fileName(name), ...ancestorTitles, title].join(' > '),
      reason: firstLine(failureMessages[0])
    }))
  )

const playwrightTests = ({ suites = [] }, status) =>
  suites.flatMap((suite) => testsOfSuite(suite, [], status))

const errorsOutside = ({ errors = [] }) =>
  errors.map(({ message }) => ({ test: 'outside the tests', reason: firstLine(message) }))

function testsOfSuite({ title, specs = [], suites = [] }, above, status) {
  const names = [...above, title]
  const own = specs
    .filter(({ tests }) => tests.some((test) => test.status === status))
    .map((spec) => ({
      test: [...names, spec.title].join(' > '),
      reason: firstLine(spec.tests[0]?.results.findLast(({ error }) => error)?.error.message)
    }))
  return [...own, ...suites.flatMap((suite) => testsOfSuite(suite, names, status))]
}
