// Feeds damaged input of every kind to the product's own readers (npm run fuzz).
//   npm run fuzz -- [--minutes N] [--only images,labels] [--seed N] [--cases N] [--replay FILE] [--report FILE]
// Each case runs in a process of its own kind that may die, hang or eat memory; what fails is made smaller and kept in
// fuzz-output/<target>/. To keep one as a regression test, mend the fault and move its file to
// tests/fixtures/fuzz/<target>/, which every run repeats first.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { buildTargets } from './fuzz/build.mjs'
import { fuzzTarget } from './fuzz/campaign.mjs'
import { readCase } from './fuzz/corpus.mjs'
import { isFinding, Runner } from './fuzz/runner.mjs'
import { targets } from './fuzz/targets.mjs'
import { SetupError, fail, say, step } from './lib/log.mjs'
import { inRoot } from './lib/paths.mjs'
import { prepareBuild } from './setup/build.mjs'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
    seed: { type: 'string' },
    cases: { type: 'string' },
    replay: { type: 'string' },
    report: { type: 'string' }
  }
})

const number = (text, name) => {
  const value = Number(text)
  if (!(value > 0)) throw new SetupError(`--${name} takes a number over 0, not "${text}".`)
  return value
}

async function main() {
  const names = Object.keys(targets)
  const chosen = values.only === '' ? names : values.only.split(',')
  const unknown = chosen.filter((name) => !names.includes(name))
  if (unknown.length > 0)
    throw new SetupError(`No target ${unknown.join(', ')}; there are ${names.join(', ')}.`)
  const minutes = number(values.minutes, 'minutes')
  const cases = values.cases === undefined ? Infinity : number(values.cases, 'cases')
  const seed = values.seed === undefined ? Math.floor(Date.now() % 1e9) : number(values.seed, 'seed')
  const replayed = values.replay && targetOf(values.replay)
  if ((replayed ? [replayed] : chosen).some((name) => targets[name].needsBuild))
    await step('build', prepareBuild)
  const { folder, program } = await buildTargets()
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'maskwright-fuzz-'))
  try {
    if (replayed) return await replay({ program, scratch, target: replayed, file: values.replay })
    say(`fuzz: ${chosen.join(', ')}; ${minutes} minutes, seed ${seed}`)
    const reports = []
    for (const target of chosen) {
      reports.push(await fuzzOne({ target, program, scratch, seed, minutes: minutes / chosen.length, cases }))
    }
    print(reports)
    if (values.report !== undefined)
      await writeFile(values.report, JSON.stringify({ ...countsOf(reports), reports }))
  } finally {
    for (const each of [scratch, folder]) await rm(each, { recursive: true, force: true })
  }
}

const newRunner = (program, cwd, target) =>
  new Runner({
    program,
    cwd,
    env: { FUZZ_FIXTURES: inRoot('tests/fixtures'), FUZZ_ROOT: inRoot() },
    ...targets[target]
  })

async function fuzzOne({ target, program, scratch, seed, minutes, cases }) {
  const runner = newRunner(program, scratch, target)
  try {
    return await fuzzTarget({
      target,
      runner,
      seed,
      cases,
      mutate: targets[target].mutate,
      until: performance.now() + minutes * 60_000,
      corpus: inRoot('tests/fixtures/fuzz'),
      output: inRoot('fuzz-output'),
      say
    })
  } finally {
    await runner.stop()
  }
}

function targetOf(file) {
  const target = path.basename(path.dirname(path.resolve(file)))
  if (!Object.hasOwn(targets, target)) throw new SetupError(`${file} is not in a folder named for a target.`)
  return target
}

async function replay({ program, scratch, target, file }) {
  const runner = newRunner(program, scratch, target)
  const outcome = await runner.run(target, (await readCase(file)).files)
  await runner.stop()
  console.log(`${target}: ${outcome.kind} (${outcome.reason})`)
  process.exitCode = isFinding(outcome) ? 1 : 0
}

function print(reports) {
  console.log('\ntarget      cases  accepted  refused  ways  peak MB  seconds  findings')
  for (const { target, cases, accepted, refused, ways, peakMb, seconds, counts, findings } of reports) {
    const cells = [cases, accepted, refused, ways, Math.round(peakMb), Math.round(seconds), findings.length]
    const widths = [6, 9, 8, 5, 8, 8, 9]
    console.log(target.padEnd(11) + cells.map((cell, i) => String(cell).padStart(widths[i])).join(' '))
    for (const [name, count] of Object.entries(counts)) console.log(`  ${name}: ${count}`)
  }
  const findings = reports.flatMap(({ target, findings: found }) =>
    found.map((each) => ({ target, ...each }))
  )
  for (const { target, kind, reason, file } of findings) {
    console.log(`${target}: ${kind}: ${reason}\n  npm run fuzz -- --replay ${path.relative(inRoot(), file)}`)
  }
  const { passed, failed } = countsOf(reports)
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}

/** One test for each target: it found nothing. */
function countsOf(reports) {
  const failed = reports.filter(({ findings }) => findings.length > 0).length
  return { passed: reports.length - failed, failed, skipped: 0 }
}

await main().catch(fail)
