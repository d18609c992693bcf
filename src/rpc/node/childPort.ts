import type { ChildProcess, Serializable } from 'node:child_process'
import type { ChildPort } from '../port'

/** A port to a forked child of Node. */
export function childPort(child: ChildProcess): ChildPort {
  let ended = false
  return {
    post: (message) => void child.send(message as Serializable),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => {
      const end = (code: number | null, reason: string): void => {
        if (ended) return
        ended = true
        listener({ code, reason })
      }
      child.on('error', ({ message }) => end(null, message))
      child.on('exit', (code, signal) => end(code, code === null ? (signal ?? '') : `exit code ${code}`))
    },
    kill: () => void child.kill('SIGKILL'),
    pid: child.pid
  }
}
