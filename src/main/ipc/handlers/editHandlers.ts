import type { ImageId } from '@shared/schema/ids'
import type { EditStep } from '../../project/edits'
import type { ProjectStore } from '../../project/projectStore'
import type { Context, HandlersOf } from './context'
import { tellObjects, tellWhenSettled } from './tellObjects'

/** Edits of objects and classes: each is on the disk when its call returns. */
export function editHandlers(context: Context): HandlersOf<'edit'> & HandlersOf<'labels'> {
  const { workspace, broadcast } = context
  /** The list shows how many objects an image has. */
  const tellList = (image: ImageId): void => {
    const row = workspace.store.image(image)
    if (row) broadcast('images.changed', [row])
  }
  /** An import changes many images in one step, and classes. */
  const tellStep = (store: ProjectStore, image: ImageId, step: EditStep | null): void => {
    if (!workspace.isOpen(store)) return
    tellList(image)
    if (step?.also === undefined) return
    tellObjects(context, store, step.also)
    tellWhenSettled(context, store, step.also)
  }
  return {
    'edit.commit': ({ image, name, diff }) => {
      const history = workspace.store.commit(image, name, diff)
      tellList(image)
      return history
    },
    'edit.undo': async ({ image }) => {
      const { store } = workspace
      const step = await store.undo(image)
      tellStep(store, image, step)
      return step
    },
    'edit.redo': async ({ image }) => {
      const { store } = workspace
      const step = await store.redo(image)
      tellStep(store, image, step)
      return step
    },
    'labels.commit': ({ name, diff }) => workspace.store.commitLabels(name, diff),
    'labels.undo': () => workspace.store.undoLabels(),
    'labels.redo': () => workspace.store.redoLabels()
  }
}
