import { serveThread } from '../../process/workers/common'
import { detectorHandlers } from './workerHandlers'

// The detector's thread: finds objects, while the encoder and the decoder have threads of their own.
serveThread(detectorHandlers(() => process.exit(9)))
