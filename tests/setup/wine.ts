import { beforeEach } from 'vitest'
import knownFailures from '../../scripts/windows/known-failures.json'

/**
 * Under Wine, tests that are known to fail there are expected to: one that passes is reported, so that the list stays
 * true. Those that would take minutes or fail only now and then are not run. See scripts/windows/counts.mjs.
 */
const known: Readonly<Record<string, Readonly<Record<string, string | { readonly skip: string }>>>> =
  knownFailures

beforeEach(({ task, skip }) => {
  const names = [task.name]
  for (let suite = task.suite; suite && suite !== task.file; suite = suite.suite) names.unshift(suite.name)
  const reason = known[task.file.name.replaceAll('\\', '/')]?.[names.join(' > ')]
  // What `test.fails` sets; Vitest reads it after the test.
  if (typeof reason === 'string') Object.assign(task, { fails: true })
  else if (reason) skip(reason.skip)
})
