// Runs every check and test (npm test), each part even if an earlier one failed, and ends with one line of counts.
// Names of parts as arguments choose among them: npm test -- types unit.
import { say } from './lib/log.mjs'
import { setUp } from './setup/index.mjs'
import { describe, total } from './testing/counts.mjs'
import { runInLanes } from './testing/lanes.mjs'
import { parts } from './testing/parts.mjs'
import { perform } from './testing/perform.mjs'

const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !parts.some((part) => part.name === name))
const results = []

const setup = {
  name: 'set-up',
  async run() {
    await setUp({ quiet: true })
    return { passed: 0, failed: 0, skipped: 0 }
  }
}

async function main() {
  results.push(await perform(setup))
  const wanted = parts.filter(({ name }) => chosen.length === 0 || chosen.includes(name))
  results.push(...(await runInLanes(wanted)))
}

/** The tests that failed, or passed only when tried again, by name: so they are found at the end of a long output. */
function listTests() {
  const failed = results.filter((part) => part.failed > 0)
  list('failed', failed, ({ note, failures }) => failures ?? [{ test: note ?? 'see above', reason: '' }])
  list('passed only when tried again', results, ({ unsteady = [] }) => unsteady)
}

function list(heading, counted, testsOf) {
  const lines = counted.flatMap((part) =>
    testsOf(part).map(({ test, reason }) => `${part.name}: ${test}${reason && `: ${reason}`}`)
  )
  if (lines.length > 0) console.log([`\n── ${heading}`, ...lines].join('\n'))
}

function summarise() {
  listTests()
  console.log('\n── summary')
  const width = Math.max(...results.map(({ name }) => name.length))
  for (const { name, seconds, note, unsteady = [], ...counts } of results) {
    const words = name === 'set-up' && counts.failed === 0 ? 'ready' : describe(counts)
    const notes = [note, unsteady.length > 0 && `${unsteady.length} when tried again`]
      .filter(Boolean)
      .join(', ')
    const time = seconds.toFixed(1).padStart(6)
    console.log(`${name.padEnd(width)} ${time} s  ${words}${notes && ` (${notes})`}`)
  }
  const sum = total(results)
  console.log(describe(sum))
  process.exitCode = sum.failed === 0 && sum.passed > 0 ? 0 : 1
}

if (unknown.length > 0) {
  say(`There is no part called ${unknown.join(', ')}; there are ${parts.map(({ name }) => name).join(', ')}.`)
  process.exitCode = 2
} else {
  await main()
  summarise()
}
