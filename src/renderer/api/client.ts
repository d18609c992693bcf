import type { Api } from '@shared/ipc/api'
import type { CallName, EventName, Events, Input, Output } from '@shared/ipc/contract'
import { unwrap } from '@shared/ipc/result'

declare global {
  interface Window {
    /** Put there by the preload script; missing when the page is opened in a browser. */
    readonly api?: Api
  }
}

/** Calls to main and events from it, with results unwrapped. */
export interface Client {
  /** Rejects with a ProblemError. */
  call<N extends CallName>(
    name: N,
    ...args: undefined extends Input<N> ? [input?: Input<N>] : [input: Input<N>]
  ): Promise<Output<N>>
  /** Listens until the returned function is called. */
  on<N extends EventName>(name: N, listener: (payload: Events[N]) => void): () => void
}

/** A client over what the preload script gives. */
export function createClient(api: Api): Client {
  return {
    call: async (name, ...args) => unwrap(await api.call(name, ...args)),
    on: (name, listener) => api.on(name, listener)
  }
}

/** The client of this window. */
export function windowClient(): Client {
  if (window.api === undefined) throw new Error('The preload script did not run: window.api is missing.')
  return createClient(window.api)
}
