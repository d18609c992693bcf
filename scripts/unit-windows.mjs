// Runs unit tests on Windows' own Node (npm run unit:windows); arguments choose test files by parts of their names.
import { fail } from './lib/log.mjs'
import { describe } from './testing/counts.mjs'
import { testOnWindows } from './windows/tests.mjs'

try {
  const counts = await testOnWindows(process.argv.slice(2))
  console.log(`${describe(counts)}${counts.note ? ` (${counts.note})` : ''}`)
  if (counts.failed > 0) process.exitCode = 1
} catch (error) {
  fail(error)
}
