import { ProblemError } from '@shared/schema/problem'
import type { Context, HandlersOf } from './context'

/** The proposals of whole-image segmentation. */
export function proposalHandlers({ workspace }: Context): HandlersOf<'proposals'> {
  const nothing = (): null => {
    workspace.view()
    return null
  }
  return {
    'proposals.load': nothing,
    'proposals.start': () => {
      throw new ProblemError('engine-unavailable', 'Not there yet', { reason: 'not there yet' })
    },
    'proposals.stop': nothing,
    'proposals.setDismissed': nothing,
    'proposals.setFilters': nothing,
    'proposals.discard': nothing,
    'proposals.restore': nothing
  }
}
