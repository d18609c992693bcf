import {
  folderJobId,
  type JobAction,
  type JobProblem,
  type JobState,
  type JobView,
  type ListedJobKind
} from '@shared/ipc/jobView'
import type { FolderTaskView } from '@shared/ipc/views'
import type { ImageId } from '@shared/schema/ids'
import type { AttachedJob } from '../jobs'
import type { FolderTask } from './folderTask'

/** A folder task as one of the jobs. It is the only kind that can pause. */
export function folderJob(
  task: Pick<FolderTask, 'view' | 'pause' | 'resume' | 'cancel' | 'dismiss'>,
  pathOf: (image: ImageId) => string | null
): AttachedJob {
  return {
    id: folderJobId,
    view: () => {
      const view = task.view()
      return view && viewOf(view, pathOf)
    },
    pause: () => task.pause(),
    resume: () => task.resume(),
    cancel: () => task.cancel(),
    dismiss: () => task.dismiss()
  }
}

function viewOf(task: FolderTaskView, pathOf: (image: ImageId) => string | null): JobView {
  const { done, failed, total, current, secondsLeft, failures, problem } = task
  const own: JobProblem[] = problem === null ? [] : [{ image: null, path: null, problem }]
  const state = task.state === 'cancelled' ? 'canceled' : task.state
  return {
    id: folderJobId,
    kind: kindOf(task),
    state,
    phase: null,
    done: done + failed,
    total,
    current: current === null ? null : pathOf(current),
    secondsLeft,
    problems: [...own, ...failures.map((failure) => ({ ...failure, path: pathOf(failure.image) }))],
    problemCount: own.length + failed,
    actions: actionsOf[state]
  }
}

function kindOf({ kind, into }: FolderTaskView): ListedJobKind {
  if (kind === 'everything') return 'segment'
  return into === 'differences' ? 'compare' : 'annotate'
}

const actionsOf: Readonly<Record<JobState, readonly JobAction[]>> = {
  running: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  finished: ['dismiss'],
  failed: ['dismiss'],
  canceled: ['dismiss']
}
