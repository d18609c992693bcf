import { fork } from 'node:child_process'
import { join } from 'node:path'
import { childPort } from '../rpc/node/childPort'
import { guardedBy } from '../store/vet/guarded'

/** Reads project files of unknown origin in a child process of Node. */
export const projectGuard = guardedBy(() =>
  childPort(
    fork(join(import.meta.dirname, 'projectGuard.js'), {
      execArgv: ['--max-old-space-size=1536'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc']
    })
  )
)
