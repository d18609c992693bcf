import { capture } from '../lib/run.mjs'
import { electronExecutable, electronState } from '../setup/electron.mjs'

/**
 * The versions that a part runs on which starts the application: Electron, its Chromium, its Node, and whether the
 * Electron is the official one.
 * @returns {Promise<Record<string, string>>}
 */
export async function electronRuntime() {
  const { kind, version } = await electronState()
  const versions = await versionsOf(await electronExecutable())
  return {
    Electron: kind === 'official' ? version : `${version} (${kind})`,
    ...(versions?.chrome && { Chromium: versions.chrome }),
    ...(versions?.node && { Node: versions.node })
  }
}

async function versionsOf(executable) {
  const script = 'console.log(JSON.stringify(process.versions))'
  const { code, stdout } = await capture(executable, ['-e', script], {
    env: { ELECTRON_RUN_AS_NODE: '1' },
    timeoutMs: 20_000
  })
  return code === 0 ? JSON.parse(stdout) : undefined
}
