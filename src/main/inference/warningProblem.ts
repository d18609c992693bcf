import { problem, type Problem } from '@shared/schema/problem'
import type { EngineWarning } from '../../engine/process/protocol'

/** What the engine noticed although no request failed, as the problem that a person is told about. */
export function warningProblem({ code, message, reason }: EngineWarning): Problem {
  if (code === 'cache-write-failed') return problem(code, message, { reason: reason ?? message })
  return problem(code, message, {})
}
