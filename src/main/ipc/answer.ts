import { contract, type CallName, type Input, type Output } from '@shared/ipc/contract'
import { failure, success, type Result } from '@shared/ipc/result'
import { deeplyDefined } from '@shared/schema/definedOnly'
import { toProblem } from '@shared/schema/problem'

/** One handler for each row of the contract. */
export type Handlers = { [N in CallName]: (input: Input<N>) => Output<N> | Promise<Output<N>> }

/** Reports what no handler expected, before it is sent on as an 'internal' problem. */
export type ReportError = (name: string, error: unknown) => void

/**
 * Answers one call: the input is `unknown` until the contract's schema has parsed it, and whatever is thrown comes
 * back as a problem. Keys whose value is `undefined` count as left out, at every depth, so that no handler can spread
 * one over a value. Free of Electron, so that tests call it directly.
 */
export async function answer(
  handlers: Handlers,
  name: unknown,
  input: unknown,
  reportError: ReportError
): Promise<Result<unknown>> {
  if (!isCallName(name)) {
    return failure({ kind: 'bad-input', message: 'Unknown call', params: { reason: describeName(name) } })
  }
  const given = withoutUndefined(input)
  if (given === tooDeep) {
    const reason = 'the input is nested too deeply'
    return failure({ kind: 'bad-input', message: `${name}: ${reason}`, params: { reason } })
  }
  const parsed = contract[name].input.safeParse(given)
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

/** A name as text. An object may come from the page whose conversion to a string throws. */
function describeName(name: unknown): string {
  return typeof name === 'string' ? name.slice(0, 100) : typeof name
}

const tooDeep = Symbol('nested too deeply')

function withoutUndefined(input: unknown): unknown {
  try {
    return deeplyDefined(input)
  } catch {
    return tooDeep
  }
}
