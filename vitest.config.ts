import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const alias = { '@shared': resolve(import.meta.dirname, 'src/shared') }

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
          include: ['src/{shared,main,cli,preload}/**/*.test.ts', 'tests/**/*.test.ts'],
          testTimeout: 60_000
        }
      },
      {
        resolve: { alias },
        plugins: [react()],
        test: {
          name: 'renderer',
          environment: 'happy-dom',
          testTimeout: 30_000,
          include: ['src/renderer/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/setup/canvas.ts', 'tests/setup/idle.ts', 'tests/setup/unmount.ts']
        }
      }
    ]
  }
})
