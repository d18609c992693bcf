import { join } from 'node:path'
import { readdir } from 'node:fs/promises'
import { app } from 'electron'
import { EngineHost } from '../inference/engineHost'
import { startUtilityEngine } from './electronDesktop'
import type { InitParams } from '../../engine/process/protocol'
import type { AppPaths } from './appPaths'

/**
 * `--self-test`: starts the engine as the window would, predicts on a sample photograph, prints one line of JSON and
 * ends with exit code 0 when SAM found something. Shows that a packaged application has all that it needs.
 */
export async function runSelfTest(paths: AppPaths, initParams: InitParams): Promise<void> {
  const host = new EngineHost(startUtilityEngine, () => initParams, {
    event: () => undefined,
    state: () => undefined
  })
  let code = 1
  try {
    const [sample] = (await readdir(paths.sampleSource)).filter((name) => name.endsWith('.jpg'))
    if (sample === undefined) throw new Error(`No sample photograph in ${paths.sampleSource}`)
    const result = await host.call('selfTest', { path: join(paths.sampleSource, sample) })
    const passed = result.area > 0 && result.score > 0
    code = passed ? 0 : 1
    console.log(
      JSON.stringify({
        ok: passed,
        version: app.getVersion(),
        electron: process.versions.electron,
        ...result
      })
    )
  } catch (error) {
    console.log(JSON.stringify({ ok: false, error: error instanceof Error ? error.message : String(error) }))
  } finally {
    await host.dispose()
    app.exit(code)
  }
}
