import { engineProblems } from '../engine/engineProblem'
import { portToParent } from '../rpc/node/parentPort'
import { serve } from '../rpc/rpc'
import type { JobCalls } from './jobTask'
import { doTask } from './doTask'
import { pacedProgress } from './pacedProgress'

// A job's thread: does one task, and ends.
serve<JobCalls>(
  portToParent(),
  {
    run: (task, { signal, notify, deliver }) =>
      doTask(task, signal, {
        progress: pacedProgress((progress) => notify({ progress })),
        // The caller takes one batch after the other, so that memory stays small.
        deliver: (batch) => deliver({ batch })
      })
  },
  { errors: engineProblems, once: true }
)
