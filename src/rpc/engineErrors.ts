import { EngineError, errorData, type EngineErrorData } from '@shared/engineError'
import type { ErrorCodec } from './contract'

/** Errors cross as `EngineError`; anything else that was thrown has kind 'internal'. The default of a connection. */
export const engineErrors: ErrorCodec = {
  toData: errorData,
  toError: (data) => EngineError.from(data as EngineErrorData)
}
