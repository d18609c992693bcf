import type { DecodeReply, DecodeRequest } from './decodeMessages'
import type { Picture } from './imageLoader'

interface Waiting {
  readonly resolve: (picture: Picture) => void
  readonly reject: (error: Error) => void
}

const waiting = new Map<number, Waiting>()
let thread: Worker | null = null
let lastId = 0

/**
 * Reads and decodes an image on a thread of its own, turned upright by its EXIF orientation.
 * @throws Error with main's reason, or the browser's, when there are no pixels to be had.
 */
export function decodePicture(url: string): Promise<Picture> {
  return new Promise((resolve, reject) => {
    thread ??= startThread()
    const request: DecodeRequest = { id: ++lastId, url }
    waiting.set(request.id, { resolve, reject })
    thread.postMessage(request)
  })
}

function startThread(): Worker {
  const worker = new Worker(new URL('./decodeWorker.ts', import.meta.url), { type: 'module' })
  worker.onmessage = ({ data }: MessageEvent<DecodeReply>) => {
    const asked = waiting.get(data.id)
    waiting.delete(data.id)
    if ('reason' in data) asked?.reject(new Error(data.reason))
    else asked?.resolve({ source: data.bitmap, width: data.bitmap.width, height: data.bitmap.height })
  }
  // The next picture gets a new thread.
  worker.onerror = ({ message }) => {
    thread = null
    worker.terminate()
    for (const { reject } of waiting.values()) reject(new Error(message))
    waiting.clear()
  }
  return worker
}
