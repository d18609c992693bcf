import { portToParent } from '../../rpc/node/parentPort'
import { problemErrors } from '../../rpc/problemErrors'
import { serve } from '../../rpc/rpc'
import { doGuarded } from './doGuarded'
import type { GuardedCalls } from './guarded'

const HEARTBEAT_MS = 500

// The entry of a process that does one work on a project file, in Electron or in Node, until it is ended.
serve<GuardedCalls>(
  portToParent(),
  {
    ready: () => undefined,
    work: (request, { notify }) => {
      // Silent while a statement runs: that is how one that does not end is noticed.
      setInterval(() => notify('alive'), HEARTBEAT_MS)
      return doGuarded(request)
    }
  },
  { errors: problemErrors }
)
