// Runs every check and test (npm test), each part even if an earlier one failed, and ends with one line of counts.
// Names of parts as arguments choose among them: npm test -- types unit.
import { say } from './lib/log.mjs'
import { setUp } from './setup/index.mjs'
import { countFailure, describe, total } from './testing/counts.mjs'
import { parts } from './testing/parts.mjs'

const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !parts.some((part) => part.name === name))
const results = []

/** Runs one part; whatever stops it from running counts as one failure. */
async function perform(name, work) {
  const since = performance.now()
  const counts = await work().catch((error) => {
    say(error.name === 'SetupError' ? error.message : error.stack)
    return countFailure('it could not run')
  })
  return { name, seconds: (performance.now() - since) / 1000, ...counts }
}

async function main() {
  const setup = await perform('set-up', async () => {
    await setUp({ quiet: true })
    return { passed: 0, failed: 0, skipped: 0 }
  })
  results.push(setup)
  const wanted = parts.filter(({ name }) => chosen.length === 0 || chosen.includes(name))
  const checks = wanted.filter(({ alone }) => !alone)
  results.push(...(await Promise.all(checks.map(({ name, run }) => perform(name, run)))))
  for (const { name, run } of wanted.filter(({ alone }) => alone)) results.push(await perform(name, run))
}

function summarise() {
  console.log('\n── summary')
  for (const { name, seconds, note, ...counts } of results) {
    const words = name === 'set-up' && counts.failed === 0 ? 'ready' : describe(counts)
    console.log(`${name.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s  ${words}${note ? ` (${note})` : ''}`)
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
