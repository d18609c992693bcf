import type { Context, HandlersOf } from './context'

/** The proposals of whole-image segmentation. */
export function proposalHandlers({ workspace }: Context): HandlersOf<'proposals'> {
  return {
    'proposals.load': ({ image }) => {
      workspace.store.proposals.refresh(image)
      return workspace.work.proposals.load(image)
    },
    'proposals.start': (request) => ({ run: workspace.work.proposals.start(request) }),
    'proposals.stop': async ({ image }) => {
      await workspace.work.proposals.stop(image)
      return null
    },
    'proposals.setDismissed': ({ image, ids, dismissed }) => {
      workspace.store.proposals.setDismissed(image, ids, dismissed)
      return null
    },
    'proposals.setFilters': ({ image, filters }) => {
      workspace.store.proposals.setFilters(image, filters)
      return null
    },
    'proposals.discard': async ({ image }) => {
      const { store, work } = workspace
      // A run that goes on would fill the pool that is put away.
      await work.proposals.stop(image)
      store.proposals.discard(image)
      return null
    },
    'proposals.restore': ({ image }) => {
      workspace.store.proposals.restore(image)
      return workspace.work.proposals.load(image)
    }
  }
}
