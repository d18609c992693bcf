import { errorData } from '../errors'
import type { WorkerReply, WorkerRequest } from './messages'

/** A handler of any call; the link on the other side keeps the types. */
type AnyHandler = (params: never) => Promise<unknown>

/**
 * Answers calls one after the other, in the order of arrival: a session runs one thing at a time anyway.
 * @returns the function to feed requests to.
 */
export function serveCalls(
  handlers: Readonly<Record<string, AnyHandler>>,
  reply: (message: WorkerReply) => void
): (request: WorkerRequest) => void {
  let last: Promise<void> = Promise.resolve()
  return ({ id, method, params }) => {
    last = last.then(async () => {
      try {
        const handler = handlers[method]
        if (!handler) throw new Error(`The worker has no call "${method}"`)
        reply({ id, ok: true, result: await handler(params as never) })
      } catch (error) {
        reply({ id, ok: false, error: errorData(error) })
      }
    })
  }
}
