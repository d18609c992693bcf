import { join } from 'node:path'
import { utilityProcess } from 'electron'
import log from 'electron-log/main'
import type { ChildPort } from '../../rpc/port'

/** What is started: an entry of the build, which lies beside main's own. */
export interface UtilityEntry {
  /** Without its ending, as electron.vite.config.ts calls it. */
  readonly entry: string
  /** In the log, with what the process prints. */
  readonly name: string
  /** This process's where it is left out. */
  readonly env?: NodeJS.ProcessEnv
  /** Node's arguments. */
  readonly execArgv?: string[]
}

/** Starts an Electron utility process, so that neither its work nor its crash touches main. */
export function forkUtility({ entry, name, env, execArgv }: UtilityEntry): ChildPort {
  const child = utilityProcess.fork(join(import.meta.dirname, `${entry}.js`), [], {
    serviceName: `Maskwright ${name}`,
    stdio: 'pipe',
    ...(env && { env }),
    ...(execArgv && { execArgv })
  })
  let killed = false
  // utilityProcess.kill asks politely; a process that hangs in native code has to be ended for certain.
  const end = (): void => {
    try {
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
    } catch (error) {
      log.info(`${name} had ended by itself`, error)
    }
  }
  child.stdout?.on('data', (data: Buffer) => log.info(`${name}: ${data.toString().trimEnd()}`))
  child.stderr?.on('data', (data: Buffer) => log.warn(`${name}: ${data.toString().trimEnd()}`))
  // One that was to be ended before it has begun had no id then.
  child.once('spawn', () => killed && end())
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', (code) => listener({ code, reason: `exit code ${code}` })),
    kill: () => {
      killed = true
      end()
    },
    get pid() {
      return child.pid
    }
  }
}
