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

/** Tells the classes again once a step has settled, because those of an import that was taken back go last. */
export function tellWhenSettled(
  context: Pick<Context, 'workspace' | 'broadcast'>,
  store: ProjectStore
): void {
  const tell = (): void => tellObjects(context, store, [])
  // That it failed is told by the store.
  store.settled().then(tell, () => undefined)
}
