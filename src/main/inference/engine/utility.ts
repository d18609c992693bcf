import { answerRequests } from './connection'
import type { EngineMessage, EngineRequest } from './protocol'
import { EngineService } from './service'
import { threadPorts } from './workers/threadPort'

/** The part of Electron's `process.parentPort` that is used here, so that nothing imports Electron. */
interface ParentPort {
  postMessage(message: EngineMessage): void
  on(event: 'message', listener: (event: { readonly data: EngineRequest }) => void): void
}

// The entry of the engine's process. The workers' files lie beside this one when it is built.
const { parentPort } = process as NodeJS.Process & { readonly parentPort?: ParentPort }
if (!parentPort) throw new Error('The engine runs as a utility process')

const service = new EngineService({
  encoderPort: threadPorts(new URL('./encoderWorker.js', import.meta.url)),
  decoderPort: threadPorts(new URL('./decoderWorker.js', import.meta.url)),
  everythingPort: threadPorts(new URL('./everythingWorker.js', import.meta.url)),
  detectorPort: threadPorts(new URL('./detectorWorker.js', import.meta.url)),
  emit: (event) => parentPort.postMessage({ type: 'event', event })
})
const answer = answerRequests(service, (message) => parentPort.postMessage(message))
parentPort.on('message', ({ data }) => answer(data))
parentPort.postMessage({ type: 'event', event: { name: 'ready' } })
