import type { Port } from '../../../rpc/port'
import { serve } from '../../../rpc/rpc'
import type { DecodeCalls } from './decodeMessages'

/** The part of a worker's global scope that is used here; the page's own types know only the page's. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<unknown>) => void) | null
  postMessage(message: unknown, transfer: Transferable[]): void
}

const scope = globalThis as unknown as WorkerScope
const page: Port = {
  post: (message, transfer = []) => scope.postMessage(message, [...transfer] as Transferable[]),
  onMessage: (listener) => {
    scope.onmessage = ({ data }) => listener(data)
  },
  onExit: () => undefined
}

// A picture comes in many small steps: the answer's head, its body, the bytes once more, the pixels. On the page's own
// thread each of them would wait until what the user's click has set going is rendered and painted.
serve<DecodeCalls>(page, {
  async decode({ url }, { transfer }) {
    const bitmap = await decode(url)
    transfer(bitmap)
    return bitmap
  }
})

/**
 * From the file's bytes and not from an element: an element's pixels are decoded a second time when a bitmap is made of
 * them, and without a bitmap they may be let go while the element is not on the page.
 */
async function decode(url: string): Promise<ImageBitmap> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(await response.text())
  return createImageBitmap(await response.blob(), { imageOrientation: 'from-image' })
}
