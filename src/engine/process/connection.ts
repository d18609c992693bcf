import type { Port } from '../../rpc/port'
import { serve } from '../../rpc/serve'
import type { EngineDeps } from './parts'
import type { EngineCalls, EngineEvent } from './protocol'
import { EngineService } from './service'

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
