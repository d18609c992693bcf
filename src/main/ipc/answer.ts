import { contract, type CallName, type Input, type Output } from '@shared/ipc/contract'
import { failure, success, type Result } from '@shared/ipc/result'
import { toProblem } from '@shared/schema/problem'

/** One handler for each row of the contract. */
export type Handlers = { [N in CallName]: (input: Input<N>) => Output<N> | Promise<Output<N>> }

/** Reports what no handler expected, before it is sent on as an 'internal' problem. */
export type ReportError = (name: string, error: unknown) => void

/**
 * Answers one call: the input is `unknown` until the contract's schema has parsed it, and whatever is thrown comes
 * back as a problem. Free of Electron, so that tests call it directly.
 */
export async function answer(
  handlers: Handlers,
  name: unknown,
  input: unknown,
  reportError: ReportError
): Promise<Result<unknown>> {
  if (!isCallName(name)) {
    return failure({ kind: 'bad-input', message: 'Unknown call', params: { reason: String(name) } })
  }
  const parsed = contract[name].input.safeParse(input)
  if (!parsed.success) {
    const reason = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
    return failure({ kind: 'bad-input', message: `${name}: ${reason}`, params: { reason } })
  }
  try {
    const handler = handlers[name] as (input: unknown) => unknown
    return success(await handler(parsed.data))
  } catch (error) {
    const problem = toProblem(error)
    if (problem.kind === 'internal') reportError(name, error)
    return failure(problem)
  }
}

function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(contract, name)
}
