// Updates the table of docs/platforms.md from the records of test runs (npm run platforms). Records of other machines are
// included if their files are in test-results/runs too.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import prettier from 'prettier'
import { say } from './lib/log.mjs'
import { inRoot } from './lib/paths.mjs'
import { withRuns } from './testing/platformTable.mjs'
import { runsFolder } from './testing/runRecord.mjs'

const file = inRoot('docs/platforms.md')

const names = (await readdir(runsFolder).catch(() => [])).filter((name) => name.endsWith('.json'))
if (names.length === 0) {
  say('No test results found; run "npm test" first.')
  process.exitCode = 1
} else {
  const texts = await Promise.all(names.map((name) => readFile(path.join(runsFolder, name), 'utf8')))
  const records = texts.map((text) => JSON.parse(text))
  const document = withRuns(await readFile(file, 'utf8'), records)
  const options = await prettier.resolveConfig(file)
  await writeFile(file, await prettier.format(document, { ...options, filepath: file }))
  say(`docs/platforms.md: ${records.length} results`)
}
