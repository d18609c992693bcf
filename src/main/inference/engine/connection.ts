import { errorData } from './errors'
import type { EngineMessage, EngineMethod, EngineRequest } from './protocol'
import type { EngineService } from './service'

/** Answers requests of a message channel by a service: the utility process's port, or a pair in memory. */
export function answerRequests(
  service: EngineService,
  post: (message: EngineMessage) => void
): (request: EngineRequest) => void {
  return (request) => {
    const { id, method } = request
    // The union ties method and params together; taken apart, the compiler no longer sees it.
    service.call<EngineMethod>(method, request.params).then(
      (result) => post({ type: 'response', id, ok: true, result }),
      (error: unknown) => post({ type: 'response', id, ok: false, error: errorData(error) })
    )
  }
}
