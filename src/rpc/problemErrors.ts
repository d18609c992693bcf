import { ProblemError, toProblem, type Problem } from '@shared/schema/problem'
import type { ErrorCodec } from './contract'
import { EngineError, errorData, type EngineErrorData } from '@shared/engineError'

/** Errors cross as `ProblemError`; anything else that was thrown has kind 'internal'. */
export const problemErrors: ErrorCodec = {
  toData: toProblem,
  toError: (data) => ProblemError.from(data as Problem)
}

/** Errors cross as `EngineError`; anything else that was thrown has kind 'internal'. The default of a connection. */
export const engineErrors: ErrorCodec = {
  toData: errorData,
  toError: (data) => EngineError.from(data as EngineErrorData)
}
