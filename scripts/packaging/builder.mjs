import { SetupError, step } from '../lib/log.mjs'
import path from 'node:path'
import { run } from '../lib/run.mjs'
import { prepareBuild } from '../setup/build.mjs'
import { electronState } from '../setup/electron.mjs'
import { setUp } from '../setup/index.mjs'

/**
 * Runs electron-builder on a fresh build, with the Electron runtime that the checkout has set up.
 * @param {string[]} args arguments of electron-builder
 * @param {{ release: boolean }} options a release is refused with anything but the official runtime
 * @returns {Promise<{ standIn: boolean, official: boolean }>}
 */
export async function packageApplication(args, { release }) {
  await setUp({ quiet: true })
  const runtime = await electronState()
  if (release && runtime.kind !== 'official') throw new SetupError(refusal(runtime.kind))
  await step('build', prepareBuild, { quiet: true })
  const code = await run('electron-builder', [
    ...args,
    '--publish',
    'never',
    `-c.electronDist=${path.dirname(runtime.executable)}`,
    `-c.electronVersion=${runtime.version}`
  ])
  if (code !== 0) throw new SetupError(`electron-builder failed (exit code ${code}); its words are above.`)
  return { standIn: runtime.kind === 'stand-in', official: runtime.kind === 'official' }
}

const refusal = (kind) =>
  `Installers are made with Electron's official binary only, and this checkout runs on ${
    kind === 'stand-in' ? 'the end-of-life stand-in' : 'one from ELECTRON_OVERRIDE_DIST_PATH'
  }. Run "node scripts/setup.mjs" with MASKWRIGHT_ELECTRON=official where GitHub (or an ELECTRON_MIRROR) can be ` +
  'reached. "npm run package:dir" makes a test build without it, and "npm run package:deb -- --test" a .deb to test.'
