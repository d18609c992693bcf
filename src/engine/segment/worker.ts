import { lowerThreadPriority } from '../runtime/threadPriority'
import { serveThread } from '../process/workers/common'
import { everythingHandlers } from './workerHandlers'

// A thread of whole-image segmentation: decodes points, several of these side by side.
lowerThreadPriority()
serveThread(everythingHandlers(() => process.exit(9)))
