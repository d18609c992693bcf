import type { ImageId } from '@shared/schema/ids'
import type { Context, HandlersOf } from './context'

/** The proposals of whole-image segmentation. */
export function proposalHandlers({ workspace, broadcast }: Context): HandlersOf<'proposals'> {
  /** The list shows how many proposals of an image are left. */
  const tellList = (image: ImageId): null => {
    const row = workspace.store.image(image)
    if (row) broadcast('images.changed', [row])
    return null
  }
  return {
    'proposals.load': ({ image }) => {
      const before = workspace.store.image(image)?.proposals
      workspace.store.proposals.recount(image)
      if (workspace.store.image(image)?.proposals !== before) tellList(image)
      return workspace.work.proposals.load(image)
    },
    'proposals.start': (request) => ({ run: workspace.work.proposals.start(request) }),
    'proposals.stop': async ({ image }) => {
      await workspace.work.proposals.stop(image)
      return null
    },
    'proposals.setDismissed': ({ image, ids, dismissed }) => {
      workspace.store.proposals.setDismissed(image, ids, dismissed)
      return tellList(image)
    },
    'proposals.setFilters': ({ image, filters }) => {
      workspace.store.proposals.setFilters(image, filters)
      return tellList(image)
    },
    'proposals.discard': async ({ image }) => {
      const { store, work } = workspace
      // A run that goes on would fill the pool that is put away.
      await work.proposals.stop(image)
      store.proposals.discard(image)
      return tellList(image)
    },
    'proposals.restore': ({ image }) => {
      workspace.store.proposals.restore(image)
      tellList(image)
      return workspace.work.proposals.load(image)
    }
  }
}
