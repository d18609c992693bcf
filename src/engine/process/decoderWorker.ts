import { serveThread } from './workers/common'
import { decoderHandlers } from './workers/decoderHandlers'

// The decoder's thread: answers prompts, so that they never wait behind an image that is being encoded.
serveThread(decoderHandlers(() => process.exit(9)))
