import type { ImageId } from '@shared/schema/ids'
import type { EditStep } from '../../project/edits'
import type { Context, HandlersOf } from './context'

/** Edits of objects and classes: each is on the disk when its call returns. */
export function editHandlers({ workspace, broadcast }: Context): HandlersOf<'edit'> & HandlersOf<'labels'> {
  /** The list shows how many objects an image has. */
  const tellList = (image: ImageId): void => {
    const row = workspace.store.image(image)
    if (row) broadcast('images.changed', [row])
  }
  /** An import changes many images in one step. */
  const tellStep = (image: ImageId, step: EditStep | null): void => {
    for (const changed of [image, ...(step?.also ?? [])]) tellList(changed)
  }
  return {
    'edit.commit': ({ image, name, diff }) => {
      const history = workspace.store.commit(image, name, diff)
      tellList(image)
      return history
    },
    'edit.undo': ({ image }) => {
      const step = workspace.store.undo(image)
      tellStep(image, step)
      return step
    },
    'edit.redo': ({ image }) => {
      const step = workspace.store.redo(image)
      tellStep(image, step)
      return step
    },
    'labels.commit': ({ name, diff }) => workspace.store.commitLabels(name, diff),
    'labels.undo': () => workspace.store.undoLabels(),
    'labels.redo': () => workspace.store.redoLabels()
  }
}
