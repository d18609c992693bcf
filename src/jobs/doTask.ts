import type { ProjectStore } from '../store/projectStore'
import type { RunGuarded } from '../store/vet/guarded'
import type { JobTask, RunTask, TaskListener, TaskOf, TaskReports } from './jobTask'
import { exportProject } from './exportProject'
import { inspectDataset } from './inspectDataset'
import { preflightProject } from './preflightProject'
import { importChoice, readDataset } from './readDataset'
import { openForReading, readingOf } from './readingProject'
import { simplifyCost } from './simplifyCost'

/**
 * Does tasks in this thread. The project is only read, without its lock, so that it may be open in the window
 * meanwhile. A project that may come from anybody is read with a guard.
 * @throws ProblemError 'cancelled' when the signal is aborted, and what the task can run into
 */
export const taskDoer =
  (guard?: RunGuarded): RunTask =>
  async <K extends JobTask['of']>(task: TaskOf<K>, signal: AbortSignal, listener: TaskListener) => {
    const store = await openForReading(task.project, guard)
    try {
      return (await dispatch(store, task, signal, listener)) as TaskReports[K]
    } finally {
      await store.close()
    }
  }

/** Does a task of the project that is open. */
export const doTask: RunTask = taskDoer()

function dispatch(
  store: ProjectStore,
  task: JobTask,
  signal: AbortSignal,
  listener: TaskListener
): Promise<TaskReports[JobTask['of']]> {
  const progress = listener.progress.bind(listener)
  switch (task.of) {
    case 'export':
      return exportProject(store, task, signal, progress)
    case 'preflight':
      return preflightProject(store, task, signal, progress)
    case 'simplify':
      return simplifyCost(store, task, signal, progress)
    case 'inspect':
      return inspectDataset(readingOf(store), task, signal, progress)
    case 'import':
      return readDataset(readingOf(store), importChoice(task), signal, listener)
  }
}
