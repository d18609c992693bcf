import { ProblemError } from '@shared/schema/problem'
import type { Context, HandlersOf } from './context'

/** Work on the whole folder. */
export function taskHandlers({ workspace }: Context): HandlersOf<'task'> {
  const nothing = (): null => {
    workspace.view()
    return null
  }
  return {
    'task.start': () => {
      throw new ProblemError('engine-unavailable', 'Not there yet', { reason: 'not there yet' })
    },
    'task.current': nothing,
    'task.pause': nothing,
    'task.resume': nothing,
    'task.cancel': nothing,
    'task.dismiss': nothing
  }
}
