import { ProblemError, toProblem, type Problem } from '@shared/schema/problem'
import type { ErrorCodec } from './contract'

/** Errors cross as `ProblemError`; anything else that was thrown has kind 'internal'. */
export const problemErrors: ErrorCodec = {
  toData: toProblem,
  toError: (data) => ProblemError.from(data as Problem)
}
