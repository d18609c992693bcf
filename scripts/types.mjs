// Type-checks every zone with its own configuration, two at a time (npm run types), and main once more against the types
// of the oldest Electron that it must run on.
import { fail } from './lib/log.mjs'
import { capture } from './lib/run.mjs'
import { olderElectronZone } from './setup/electronTypes.mjs'

/** The zones' configurations; the slowest come first, so that they overlap with the others. */
const zones = ['src/renderer', '.', 'src', 'src/main', 'src/preload', 'src/shared']

/** A folder of configuration, and its name in what is printed. */
const named = (zone) => ({ folder: zone, name: zone === '.' ? 'the root' : zone })
const queue = zones.map(named)
let failures = 0

async function worker() {
  for (let zone = queue.shift(); zone; zone = queue.shift()) {
    const { code, stdout, stderr } = await capture('tsc', [
      '-p',
      zone.folder,
      '--pretty',
      String(process.stdout.isTTY === true)
    ])
    if (code === 0) continue
    failures += 1
    console.log(`Types of ${zone.name}:\n${stdout}${stderr}`)
  }
}

async function main() {
  queue.push({ folder: await olderElectronZone(), name: 'src/main with the oldest Electron' })
  const all = queue.length
  await Promise.all([worker(), worker()])
  console.log(failures === 0 ? 'Types: all zones pass.' : `Types: ${failures} of ${all} zones fail.`)
  process.exitCode = failures === 0 ? 0 : 1
}

await main().catch(fail)
