import { ProblemError, type Problem } from '../schema/problem'

/** What crosses the process boundary instead of an exception. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem }

export const success = <T>(value: T): Result<T> => ({ ok: true, value })
export const failure = (problem: Problem): Result<never> => ({ ok: false, problem })

/** The value, or the problem thrown as a ProblemError. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw ProblemError.from(result.problem)
}
