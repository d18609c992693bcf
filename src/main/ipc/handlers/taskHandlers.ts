import type { Context, HandlersOf } from './context'

/** Work on the whole folder. */
export function taskHandlers({ workspace }: Context): HandlersOf<'task'> {
  return {
    'task.start': (start) => workspace.work.task.start(start),
    'task.current': () => workspace.view()?.task ?? null,
    'task.differences': () => workspace.store.tasks.results(),
    'task.settleDifference': ({ image, difference }) => {
      workspace.store.tasks.settleDifference(image, difference)
      return null
    },
    'task.reopenDifference': ({ image, difference, at }) => {
      workspace.store.tasks.reopenDifference(image, difference, at)
      return null
    }
  }
}
