// `npm run bench`: measures the real application's speed and memory, as ratios to the bare model measured in the same
// run. Prints a table and writes bench-output/bench.json; docs/performance.md explains the figures.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { runMeasures } from './bench/measures/index.mjs'
import { describeMachine } from './bench/machine.mjs'
import { parseOptions, usage } from './bench/options.mjs'
import { formatTable, verdict } from './bench/table.mjs'
import { openDisplay } from './lib/display.mjs'
import { SetupError, fail, say, step } from './lib/log.mjs'
import { inRoot } from './lib/paths.mjs'
import { prepareBuild } from './setup/build.mjs'
import { setUp } from './setup/index.mjs'

async function main(args) {
  const options = parseOptions(args)
  if (options.help) return console.log(usage)
  if (options.problem) throw new SetupError(`${options.problem}\n${usage}`)
  await setUp({ quiet: true })
  await step('build', prepareBuild, { quiet: true })
  warnOfLoad()
  const folder = await mkdtemp(path.join(os.tmpdir(), 'maskwright-bench-'))
  const display = await openDisplay()
  try {
    const since = performance.now()
    const figures = await runMeasures({ options, folder, env: display.env })
    const seconds = Math.round((performance.now() - since) / 1000)
    const report = { machine: await describeMachine(options), seconds, figures }
    await mkdir(inRoot('bench-output'), { recursive: true })
    await writeFile(inRoot('bench-output/bench.json'), `${JSON.stringify(report, null, 2)}\n`)
    print(report, options)
  } finally {
    display.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Threads of a run wait for each other: where others use the processor, each run takes a multiple, at random. */
function warnOfLoad() {
  const [load] = os.loadavg()
  if (load > os.availableParallelism() / 2)
    say(`Other programs are busy here (load ${load.toFixed(1)}): the figures will be rough.`)
}

function print(report, { json }) {
  if (json) return console.log(JSON.stringify(report, null, 2))
  const { machine, seconds, figures } = report
  console.log(`\n${machine.summary}`)
  console.log(`\n${formatTable(figures)}\n`)
  console.log(`${verdict(figures)}, measured in ${seconds} s. Every number is in bench-output/bench.json.`)
}

// A test driver that was cut short may leave handles behind; the figures are written by then.
await main(process.argv.slice(2)).catch((error) => {
  say('The measurement was not completed.')
  fail(error)
})
