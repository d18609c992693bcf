import { EngineError } from '@shared/engineError'
import type { EngineParts } from '../process/parts'
import type { EngineEvent } from '../process/protocol'
import type { PortFactory } from '../../rpc/port'
import { engineSource, type EngineSourceOptions } from './engineSource'
import { PointPool } from './pool'
import { EverythingRuns } from './runs'

export interface OpenEverythingOptions
  extends Omit<EngineSourceOptions, 'pixelLimit'>, Pick<EngineParts, 'init' | 'manifest' | 'files'> {
  readonly port: PortFactory | undefined
  readonly emit: (event: EngineEvent) => void
  readonly onChange: () => void
}

/** Whole-image segmentation over the engine's encoder and caches; its own workers start with the first run. */
export function openEverything(options: OpenEverythingOptions): EverythingRuns {
  const { init, manifest, files, port, emit, onChange } = options
  const sourceOptions = { ...options, pixelLimit: init.pixelLimit }
  return new EverythingRuns({
    createPool() {
      if (!port) throw new EngineError('internal', 'The engine runs without whole-image workers')
      const onRestart = (message: string): void => {
        emit({ name: 'warning', warning: { code: 'worker-restarted', message } })
      }
      return new PointPool({ port, model: { manifest, files }, onRestart })
    },
    source: (image) => engineSource(sourceOptions, image),
    onChange
  })
}
