// Prints how the source tree is laid out, next to its targets (npm run house). With --check a missed target ends it with
// exit code 1; with --write the picture and the journeys of docs/architecture.md are renewed.
import { describeHouse } from './house/report.mjs'
import { writePage } from './house/page.mjs'
import { readSources } from './house/sources.mjs'
import { fail } from './lib/log.mjs'

try {
  if (process.argv.includes('--write')) await writePage(readSources())
  const { lines, met } = await describeHouse()
  console.log(lines.join('\n'))
  if (process.argv.includes('--check') && !met) process.exitCode = 1
} catch (error) {
  fail(error)
}
