import type { CallName, EventName, Events, Input, Output } from './contract'
import type { Result } from './result'

/** What the preload script puts on `window.api`. */
export interface Api {
  call<N extends CallName>(
    name: N,
    ...args: undefined extends Input<N> ? [input?: Input<N>] : [input: Input<N>]
  ): Promise<Result<Output<N>>>
  /** Listens to an event of main; the returned function ends it. */
  on<N extends EventName>(name: N, listener: (payload: Events[N]) => void): () => void
}

/** The two Electron channels that everything between window and main travels on. */
export const callChannel = 'maskwright:call'
export const eventChannel = 'maskwright:event'
