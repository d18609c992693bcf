import { makeDisplayable } from '../../imaging/displayable'
import { makeThumbnail } from '../../imaging/thumbnail'
import { engineProblems } from '../../engine/engineProblem'
import { portToParent } from '../../rpc/node/parentPort'
import { serve } from '../../rpc/rpc'
import type { ImageCalls } from './imageTasks'

// The entry of a process that decodes images: Electron's utility process, or a child of Node. Whatever a file does to a
// decoder, it does it to this process.
serve<ImageCalls>(
  portToParent(),
  {
    decode: ({ kind, path, pixelLimit }) => {
      const make = kind === 'thumbnail' ? makeThumbnail : makeDisplayable
      return make(path, pixelLimit)
    }
  },
  { errors: engineProblems }
)
