import { serveThread } from './workers/common'
import { encoderHandlers } from './workers/encoderHandlers'

// The encoder's thread: decodes images and runs the encoder, which takes about a second and cannot be interrupted.
serveThread(encoderHandlers(() => process.exit(9)))
