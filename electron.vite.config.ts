import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const alias = { '@shared': resolve(import.meta.dirname, 'src/shared') }
const source = (path: string): string => resolve(import.meta.dirname, 'src', path)

// The code runs on Electron 33 (Node 20.18, Chrome 130) as well as on the current release.
export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      target: 'node20.18',
      rollupOptions: {
        input: {
          index: source('main/index.ts'),
          engine: source('main/inference/engine/utility.ts'),
          encoderWorker: source('main/inference/engine/encoderWorker.ts'),
          decoderWorker: source('main/inference/engine/decoderWorker.ts'),
          everythingWorker: source('main/inference/engine/wholeImage/worker.ts'),
          measure: source('main/models/speed/entry.ts'),
          detectorWorker: source('main/inference/engine/autoAnnotate/worker.ts'),
          laneWorker: source('main/inference/engine/autoAnnotate/lanes/worker.ts'),
          imageWorker: source('main/images/imageWorker.ts'),
          jobWorker: source('main/jobs/jobWorker.ts'),
          cli: source('cli/main.ts')
        }
      }
    }
  },
  preload: {
    resolve: { alias },
    build: {
      target: 'node20.18',
      externalizeDeps: false,
      rollupOptions: {
        input: { index: source('preload/index.ts') },
        // A sandboxed preload script must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: source('renderer'),
    resolve: { alias },
    plugins: [react()],
    build: {
      target: 'chrome130',
      // Small assets stay files: the content security policy allows no inline script or style.
      assetsInlineLimit: 0,
      rollupOptions: { input: { index: source('renderer/index.html') } }
    }
  }
})
