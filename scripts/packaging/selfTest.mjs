import { existsSync } from 'node:fs'
import { openDisplay } from '../lib/display.mjs'
import { inRoot } from '../lib/paths.mjs'
import { capture } from '../lib/run.mjs'
import { sandboxArguments } from '../setup/electron.mjs'

const TIMEOUT_MS = 120_000

const executables = {
  linux: ['dist/linux-unpacked/maskwright', 'dist/linux-arm64-unpacked/maskwright'],
  win32: ['dist/win-unpacked/maskwright.exe', 'dist/win-arm64-unpacked/maskwright.exe'],
  darwin: [
    'dist/mac/Maskwright.app/Contents/MacOS/maskwright',
    'dist/mac-arm64/Maskwright.app/Contents/MacOS/maskwright'
  ]
}

/** The executable of the unpacked application, or undefined where none has been made. */
export function packagedExecutable() {
  return executables[process.platform]?.map((file) => inRoot(file)).find((file) => existsSync(file))
}

/**
 * Starts an application with `--self-test` and gives the JSON line that it prints.
 * @param {string} executable
 * @param {string[]} [args] arguments before `--self-test`
 * @returns {Promise<Record<string, unknown>>}
 */
export async function selfTest(executable, args = []) {
  const display = await openDisplay()
  try {
    const result = await capture(
      executable,
      [...sandboxArguments(), '--log-level=3', ...args, '--self-test'],
      {
        env: display.env,
        timeoutMs: TIMEOUT_MS
      }
    )
    const report = lastJson(result.stdout)
    if (result.code === 0 && report) return report
    const outcome =
      result.code === null ? `gave no answer in ${TIMEOUT_MS / 1000} s` : `exit code ${result.code}`
    throw new Error(`The self-test failed: ${outcome}.\n${result.stdout}${result.stderr}`.trim())
  } finally {
    display.close()
  }
}

/** The last line of a text that is a JSON object. */
export function lastJson(text) {
  for (const line of text.trim().split('\n').reverse()) {
    try {
      const value = JSON.parse(line)
      if (typeof value === 'object' && value !== null) return value
    } catch {
      // Not the line that is looked for.
    }
  }
  return undefined
}
