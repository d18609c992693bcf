import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PortFactory } from '../../rpc/port'
import { threadPorts } from '../../rpc/node/threadPort'
import { buildEntries } from './buildEntries'

const engine = join(import.meta.dirname, '..')

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
  const outDir = await buildEntries('maskwright-everything', {
    encoderWorker: join(engine, 'process/encoderWorker.ts'),
    decoderWorker: join(engine, 'process/decoderWorker.ts'),
    everythingWorker: join(engine, 'segment/worker.ts'),
    detectorWorker: join(engine, 'detect/autoAnnotate/worker.ts'),
    laneWorker: join(engine, 'detect/autoAnnotate/lanes/worker.ts')
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
