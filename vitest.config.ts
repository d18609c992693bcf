// Every process of the tests inherits it.
import './scripts/lib/telemetry.mjs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const alias = { '@shared': resolve(import.meta.dirname, 'src/shared') }
/** Set by scripts/windows/tests.mjs. */
const underWine = process.env['MASKWRIGHT_UNDER_WINE'] !== undefined

/** CI's machine is shared. What passed only when tried again is named at the end of npm test. */
const retry = process.env['CI'] ? 1 : 0

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
          retry,
          include: ['src/!(renderer)/**/*.test.ts', 'tests/**/*.test.ts'],
          // Under Wine, files and processes take several times as long.
          testTimeout: underWine ? 300_000 : 120_000,
          hookTimeout: 120_000,
          setupFiles: ['tests/setup/seed.ts', ...(underWine ? ['tests/setup/wine.ts'] : [])]
        }
      },
      {
        resolve: { alias },
        plugins: [react()],
        test: {
          name: 'renderer',
          environment: 'happy-dom',
          retry,
          // Loading React and its components again for each file takes longer than the tests do.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: ['src/renderer/**/*.test.{ts,tsx}'],
          setupFiles: ['seed', 'canvas', 'idle', 'unmount'].map((name) => `tests/setup/${name}.ts`)
        }
      }
    ]
  }
})
