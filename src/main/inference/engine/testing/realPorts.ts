import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import type { PortFactory } from '../workers/port'
import { threadPorts } from '../workers/threadPort'

const engine = join(import.meta.dirname, '..')
const root = join(engine, '../../../..')

/** The kinds of workers. */
export interface RealPorts {
  readonly encoderPort: PortFactory
  readonly decoderPort: PortFactory
  readonly everythingPort: PortFactory
  readonly detectorPort: PortFactory
  readonly lanePort: PortFactory
}

/**
 * Builds the workers' files and starts real threads from them. The output lies below node_modules, so that the native
 * packages are found.
 */
export async function realPorts(): Promise<RealPorts> {
  const outDir = join(root, 'node_modules/.cache/maskwright-everything', String(process.pid))
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    resolve: { alias: { '@shared': join(root, 'src/shared') } },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20.18',
      rollupOptions: {
        input: {
          encoderWorker: join(engine, 'encoderWorker.ts'),
          decoderWorker: join(engine, 'decoderWorker.ts'),
          everythingWorker: join(engine, 'wholeImage/worker.ts'),
          detectorWorker: join(engine, 'autoAnnotate/worker.ts'),
          laneWorker: join(engine, 'autoAnnotate/lanes/worker.ts')
        },
        output: { format: 'es', entryFileNames: '[name].js' }
      }
    }
  })
  const ports = (name: string): PortFactory => threadPorts(pathToFileURL(join(outDir, `${name}.js`)))
  return {
    encoderPort: ports('encoderWorker'),
    decoderPort: ports('decoderWorker'),
    everythingPort: ports('everythingWorker'),
    detectorPort: ports('detectorWorker'),
    lanePort: ports('laneWorker')
  }
}
