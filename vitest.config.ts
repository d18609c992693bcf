// Every process of the tests inherits it.
import './scripts/lib/telemetry.mjs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const alias = { '@shared': resolve(import.meta.dirname, 'src/shared') }
/** Set by scripts/windows/tests.mjs. */
const underWine = process.env['MASKWRIGHT_UNDER_WINE'] !== undefined

export default defineConfig({
  test: {
    // Every core: much of a test is waiting for files and for other processes.
    maxWorkers: '100%',
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'node',
          environment: 'node',
          include: ['src/!(renderer)/**/*.test.ts', 'tests/**/*.test.ts'],
          // Under Wine, files and processes take several times as long.
          testTimeout: underWine ? 300_000 : 120_000,
          hookTimeout: 120_000,
          setupFiles: underWine ? ['tests/setup/wine.ts'] : []
        }
      },
      {
        resolve: { alias },
        plugins: [react()],
        test: {
          name: 'renderer',
          environment: 'happy-dom',
          // Loading React and its components again for each file takes longer than the tests do.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: ['src/renderer/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/setup/canvas.ts', 'tests/setup/idle.ts', 'tests/setup/unmount.ts']
        }
      }
    ]
  }
})
