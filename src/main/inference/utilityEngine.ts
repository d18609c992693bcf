import { join } from 'node:path'
import { utilityProcess } from 'electron'
import log from 'electron-log/main'
import type { EngineMessage } from './engine/protocol'
import type { StartEngine } from './engineLink'

/** Starts the engine in an Electron utility process, so that neither its work nor its crash touches main. */
export const startUtilityEngine: StartEngine = (listener) => {
  const child = utilityProcess.fork(join(import.meta.dirname, 'engine.js'), [], {
    serviceName: 'Maskwright engine',
    stdio: 'pipe'
  })
  child.stdout?.on('data', (data: Buffer) => log.info(`engine: ${data.toString().trimEnd()}`))
  child.stderr?.on('data', (data: Buffer) => log.warn(`engine: ${data.toString().trimEnd()}`))
  child.on('message', (message: EngineMessage) => listener.message(message))
  child.on('exit', (code) => listener.exit(code))
  return {
    post: (request) => child.postMessage(request),
    kill: () => {
      // utilityProcess.kill asks politely; a process that hangs in native code has to be ended for certain.
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
    }
  }
}
