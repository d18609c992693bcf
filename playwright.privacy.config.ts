import { defineConfig } from '@playwright/test'
import common from './playwright.config'

/** What leaves the machine and what is written (npm test -- privacy); programs run under strace. */
export default defineConfig(common, {
  testDir: 'e2e/privacy',
  testIgnore: [],
  outputDir: 'test-results/privacy',
  use: { trace: 'off' }
})
