// Type-checks every zone with its own configuration, two at a time (npm run types).
import { capture } from './lib/run.mjs'

/** The zones' configurations; the slowest come first, so that they overlap with the others. */
const zones = [
  'src/renderer',
  '.',
  'src/main',
  'src/main/inference/engine',
  'src/cli',
  'src/library',
  'src/preload',
  'src/shared'
]

const queue = [...zones]
let failures = 0

async function worker() {
  for (let zone = queue.shift(); zone; zone = queue.shift()) {
    const { code, stdout, stderr } = await capture('tsc', [
      '-p',
      zone,
      '--pretty',
      String(process.stdout.isTTY === true)
    ])
    if (code === 0) continue
    failures += 1
    console.log(`Types of ${zone === '.' ? 'the root' : zone}:\n${stdout}${stderr}`)
  }
}

await Promise.all([worker(), worker()])
console.log(failures === 0 ? 'Types: all zones pass.' : `Types: ${failures} of ${zones.length} zones fail.`)
process.exitCode = failures === 0 ? 0 : 1
