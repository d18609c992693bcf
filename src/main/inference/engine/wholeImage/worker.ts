import { goBehindTheWindow } from '../runtime/threadPriority'
import { serveThread } from '../workers/common'
import { everythingHandlers } from './workerHandlers'

// A thread of whole-image segmentation: decodes points, several of these side by side.
goBehindTheWindow()
serveThread(everythingHandlers(() => process.exit(9)))
