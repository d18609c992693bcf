import '../runtime/telemetry'
import { portToParent } from '../../rpc/node/parentPort'
import { threadPorts } from '../../rpc/node/threadPort'
import { serveEngine } from './connection'

// The entry of the engine's process. The workers' files lie beside this one when it is built.
serveEngine(portToParent(), {
  encoderPort: threadPorts(new URL('./encoderWorker.js', import.meta.url)),
  decoderPort: threadPorts(new URL('./decoderWorker.js', import.meta.url)),
  everythingPort: threadPorts(new URL('./everythingWorker.js', import.meta.url)),
  detectorPort: threadPorts(new URL('./detectorWorker.js', import.meta.url))
})
