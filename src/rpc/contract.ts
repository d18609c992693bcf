/**
 * A contract is an interface with a property for each call: `{ method: { params; result; news? } }`. Both sides import
 * it as a type; the params, results and news are plain data that survives a structured clone.
 */
export type Method<Calls> = keyof Calls & string
export type CallParams<Calls, M extends keyof Calls> = Calls[M] extends { params: infer P } ? P : never
export type CallResult<Calls, M extends keyof Calls> = Calls[M] extends { result: infer R } ? R : never
/** What a call sends on its way; `never` where it sends nothing. */
export type CallNews<Calls, M extends keyof Calls> = Calls[M] extends { news: infer N } ? N : never

/** An error as plain data. */
interface ErrorData {
  readonly kind: string
  readonly message: string
  readonly params?: Readonly<Record<string, string | number>> | undefined
}

/** How errors cross: both sides of a connection must agree on the kinds. */
export interface ErrorCodec {
  /** @param thrown anything that was thrown */
  toData(thrown: unknown): ErrorData
  toError(data: ErrorData): Error
}

/** From the caller. `id` names a call on its connection. */
export type CallerMessage =
  | { readonly type: 'call'; readonly id: number; readonly method: string; readonly params: unknown }
  | { readonly type: 'cancel'; readonly id: number; readonly reason: ErrorData }
  /** A delivered item was processed. */
  | { readonly type: 'ack'; readonly id: number }

/** From the server. Exactly one 'result' or 'error' answers a call. */
export type ServerMessage =
  | { readonly type: 'result'; readonly id: number; readonly result: unknown }
  | { readonly type: 'error'; readonly id: number; readonly error: ErrorData }
  /** @param ack whether the sender waits for an acknowledgement */
  | { readonly type: 'news'; readonly id: number; readonly news: unknown; readonly ack: boolean }
