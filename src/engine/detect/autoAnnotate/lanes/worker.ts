import { serveThread } from '../../../process/workers/common'
import { laneHandlers } from './laneHandlers'

// A lane's thread: annotates one whole image after the other, beside other lanes.
serveThread(laneHandlers(() => process.exit(9)))
