import { isDeepStrictEqual } from 'node:util'
import type { ImageId } from '@shared/schema/ids'
import type { ProjectStore } from '../../project/projectStore'
import type { Context } from './context'

/** Tells the window that a step over many images changed their objects, and perhaps the classes. */
export function tellObjects(
  { workspace, broadcast }: Pick<Context, 'workspace' | 'broadcast'>,
  store: ProjectStore,
  images: readonly ImageId[]
): void {
  if (!workspace.isOpen(store)) return
  const { labels, history } = store.labelsState()
  broadcast('objects.changed', { images, labels, labelHistory: history })
  broadcast(
    'images.changed',
    images.flatMap((image) => store.image(image) ?? [])
  )
}

/**
 * Tells what is only known once a step over many images has settled: the classes, because those of an import that was
 * taken back go last, and how many proposals are left beside the objects.
 */
export function tellWhenSettled(
  context: Pick<Context, 'workspace' | 'broadcast'>,
  store: ProjectStore,
  images: readonly ImageId[]
): void {
  const before = images.map((image) => store.image(image)?.proposals)
  const { labels } = store.labelsState()
  const tell = (): void => {
    if (!context.workspace.isOpen(store)) return
    if (!isDeepStrictEqual(store.labelsState().labels, labels)) tellObjects(context, store, [])
    const rows = images.flatMap((image, at) => {
      const row = store.image(image)
      return row && row.proposals !== before[at] ? [row] : []
    })
    if (rows.length > 0) context.broadcast('images.changed', rows)
  }
  // That it failed is told by the store.
  store.settled().then(tell, () => undefined)
}
