import type { Context, HandlersOf } from './context'

/** Edits of objects and classes: each is on the disk when its call returns. */
export function editHandlers({ workspace }: Context): HandlersOf<'edit'> & HandlersOf<'labels'> {
  return {
    'edit.commit': ({ image, name, diff }) => workspace.store.commit(image, name, diff),
    'edit.undo': ({ image }) => workspace.store.undo(image),
    'edit.redo': ({ image }) => workspace.store.redo(image),
    'labels.commit': ({ name, diff }) => workspace.store.commitLabels(name, diff),
    'labels.undo': () => workspace.store.undoLabels(),
    'labels.redo': () => workspace.store.redoLabels()
  }
}
