import type { Broadcast } from '@shared/ipc/contract'
import type { ProposalsChange } from '@shared/ipc/views'
import type { ImageRow } from '@shared/schema/image'
import type { ImageId } from '@shared/schema/ids'
import type { ProjectStore } from '../../store/projectStore'
import type { StoreChange } from '../../store/storeChanges'

/** What sends the changes of one project to the window. */
export interface ChangeBroadcaster {
  /** Sends what a run reports that changes nothing in the project, such as that it failed before it found anything. */
  readonly proposals: (change: ProposalsChange) => void
  /** Sends nothing any more. */
  readonly stop: () => void
}

/**
 * Sends the changes of a project to the window, which is the only place where that is done. The editor shows its own
 * edits already: of those only the images' rows are sent.
 */
export function broadcastChanges(store: ProjectStore, broadcast: Broadcast): ChangeBroadcaster {
  const rowsOf = (images: readonly ImageId[]): ImageRow[] => {
    return images.flatMap((image) => store.image(image) ?? [])
  }
  const send = ({ origin, added, objects, classes, proposals, rows = [] }: StoreChange): void => {
    if (added !== undefined) broadcast('images.added', rowsOf(added))
    if (origin !== 'editor' && (objects !== undefined || classes !== undefined)) {
      const { labels, history } = store.labelsState()
      broadcast('objects.changed', { images: objects ?? [], labels, labelHistory: history })
    }
    if (proposals !== undefined) broadcast('proposals.changed', proposals)
    if (rows.length > 0) broadcast('images.changed', rowsOf(rows))
  }
  return {
    proposals: (change) => {
      const ended = change.state !== 'running'
      send({ origin: 'job', proposals: change, ...(ended && { rows: [change.image] }) })
    },
    stop: store.changes.subscribe(send)
  }
}
