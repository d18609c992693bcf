import { connect, type Remote } from '../../../rpc/rpc'
import type { DecodeCalls } from './decodeMessages'

let thread: Remote<DecodeCalls> | null = null

/**
 * Reads and decodes an image on a thread of its own, turned upright by its EXIF orientation.
 * @throws Error with main's reason, or the browser's, when there are no pixels to be had.
 */
export async function decodePicture(url: string): Promise<Picture> {
  thread ??= startThread()
  const bitmap = await thread.call('decode', { url })
  return { source: bitmap, width: bitmap.width, height: bitmap.height }
}

function startThread(): Remote<DecodeCalls> {
  const worker = new Worker(new URL('./decodeWorker.ts', import.meta.url), { type: 'module' })
  return connect(
    {
      post: (message) => worker.postMessage(message),
      onMessage: (listener) => {
        worker.onmessage = ({ data }) => listener(data)
      },
      onExit: (listener) => {
        worker.onerror = ({ message }) => {
          worker.terminate()
          listener({ code: null, reason: message })
        }
      }
    },
    {
      name: 'picture decoder',
      // The next picture gets a new thread.
      onExit: ({ reason }) => {
        thread = null
        return new Error(reason)
      }
    }
  )
}

/** The pixels of an image, as the user sees it upright. */
export interface Picture {
  readonly source: CanvasImageSource
  readonly width: number
  readonly height: number
}
