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
      rolldownOptions: {
        input: {
          index: source('main/index.ts'),
          engine: source('engine/process/utility.ts'),
          encoderWorker: source('engine/process/encoderWorker.ts'),
          decoderWorker: source('engine/process/decoderWorker.ts'),
          everythingWorker: source('engine/segment/worker.ts'),
          measure: source('engine/models/speed/entry.ts'),
          detectorWorker: source('engine/detect/autoAnnotate/worker.ts'),
          laneWorker: source('engine/detect/autoAnnotate/lanes/worker.ts'),
          decoderProcess: source('main/images/decoderProcess.ts'),
          projectGuard: source('store/vet/entry.ts'),
          jobWorker: source('jobs/jobWorker.ts'),
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
      rolldownOptions: {
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
      rolldownOptions: { input: { index: source('renderer/index.html') } }
    }
  }
})
