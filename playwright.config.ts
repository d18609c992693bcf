import { defineConfig } from '@playwright/test'

/** End-to-end tests drive the real application (see e2e/); run them with `npm run e2e`, which finds a display. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  // One at a time: the model's sessions take every core they find.
  workers: 1,
  timeout: 90_000,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  // scripts/test.mjs asks for the results as JSON too, in the file that PLAYWRIGHT_JSON_OUTPUT_NAME names.
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ? [['list'], ['json']] : [['list']],
  use: { trace: 'retain-on-failure' }
})
