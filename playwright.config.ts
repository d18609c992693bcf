// Every process of the tests inherits it.
import './scripts/lib/telemetry.mjs'
import { defineConfig, type LaunchOptions } from '@playwright/test'
import type { ChromiumSetup } from './e2e/chromium/launch'
import type { Backend } from './e2e/support/app'

/** Set by scripts/testing/chromium: the tests run in a browser then, and not in Electron. */
const chromiumRun = process.env['MASKWRIGHT_CHROMIUM_RUN']

/**
 * End-to-end tests drive the real application (see e2e/); run them with `npm run e2e`, which finds a display. With
 * `npm run e2e:chromium` those tagged `@smoke` run in the system's Chromium.
 */
export default defineConfig<object, Backend>({
  testDir: 'e2e',
  // A part of its own, with a configuration of its own.
  testIgnore: 'privacy/**',
  outputDir: chromiumRun === undefined ? 'test-results/e2e' : 'test-results/chromium',
  // One at a time: the model's sessions take every core they find.
  workers: 1,
  // Generous: tests wait for states, and a busy machine takes several times as long as an idle one.
  timeout: 240_000,
  expect: { timeout: 20_000 },
  // CI's machine is shared. What passed only when tried again is named at the end of npm test.
  retries: process.env['CI'] ? 1 : 0,
  forbidOnly: Boolean(process.env['CI']),
  // scripts/test.mjs asks for the results as JSON too, in the file that PLAYWRIGHT_JSON_OUTPUT_NAME names.
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ? [['list'], ['json']] : [['list']],
  // A machine of CI keeps no files, so nobody could look at a trace, and writing them takes time.
  use: { trace: process.env['CI'] ? 'off' : 'retain-on-failure' },
  projects: [chromiumRun === undefined ? { name: 'electron' } : chromiumProject(chromiumRun)]
})

/**
 * Tests of the project `electron` that need nothing of Electron but what e2e/support/shell.ts gives. Those of the
 * application's own schemes, windows and permissions have no meaning in a browser.
 */
function chromiumProject(run: string) {
  const { setup, launch } = JSON.parse(run) as { setup: ChromiumSetup; launch: LaunchOptions }
  return {
    name: 'chromium',
    grep: /@smoke/,
    testIgnore: '**/window/security.spec.ts',
    use: { chromium: setup, launchOptions: launch }
  }
}
