import { ProblemError } from '@shared/schema/problem'
import type { ChildPort } from '../../../rpc/port'
import { problemErrors } from '../../../rpc/problemErrors'
import { connect } from '../../../rpc/rpc'
import type { Measure, MeasureCalls, MeasureRequest, MeasureResults } from './request'

/** A model that has not answered after so long hangs, or is of no use here. */
const PATIENCE_MS = 150_000

/** Has each request answered by a process of its own, which is ended afterwards. */
export function measureBy(start: () => ChildPort, patienceMs = PATIENCE_MS): Measure {
  return async <K extends MeasureRequest['kind']>(request: Extract<MeasureRequest, { kind: K }>) => {
    const port = start()
    const remote = connect<MeasureCalls>(port, {
      name: 'speed test',
      errors: problemErrors,
      onExit: ({ code, reason }) => failed(`it ended with code ${code ?? reason}`)
    })
    const timer = setTimeout(() => remote.close(failed('timeout')), patienceMs)
    try {
      return (await remote.call('measure', request)) as MeasureResults[K]
    } finally {
      clearTimeout(timer)
      port.kill()
    }
  }
}

function failed(reason: string): ProblemError {
  return new ProblemError('model-test-failed', `The model was not measured: ${reason}`, { reason })
}
