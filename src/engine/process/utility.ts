import '../runtime/telemetry'
import { portToParent } from '../../rpc/node/parentPort'
import { threadPorts } from '../../rpc/node/threadPort'
import type { Port } from '../../rpc/port'
import { serve } from '../../rpc/rpc'
import type { EngineDeps } from './parts'
import type { EngineCalls, EngineEvent } from './protocol'
import { EngineService } from './service'

// The entry of the engine's process. The workers' files lie beside this one when it is built.
serveEngine(portToParent(), {
  encoderPort: threadPorts(new URL('./encoderWorker.js', import.meta.url)),
  decoderPort: threadPorts(new URL('./decoderWorker.js', import.meta.url)),
  everythingPort: threadPorts(new URL('./everythingWorker.js', import.meta.url)),
  detectorPort: threadPorts(new URL('./detectorWorker.js', import.meta.url))
})

/** Serves an engine at a port: the one to the process that started this one, or one in memory. */
export function serveEngine(port: Port, workers: Omit<EngineDeps, 'emit'>): EngineService {
  let emit: (event: EngineEvent) => void = () => undefined
  const service = new EngineService({ ...workers, emit: (event) => emit(event) })
  serve<EngineCalls>(port, {
    ...service.calls,
    events: (_, { signal, notify }) => {
      emit = notify
      return new Promise((_resolve, reject: (reason: Error) => void) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error))
      })
    }
  })
  return service
}
