import type { DecodeReply, DecodeRequest } from './decodeMessages'

/** The part of a worker's global scope that is used here; the page's own types know only the page's. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<DecodeRequest>) => void) | null
  postMessage(reply: DecodeReply, transfer: Transferable[]): void
}

// A picture comes in many small steps: the answer's head, its body, the bytes once more, the pixels. On the page's own
// thread each of them would wait until what the user's click has set going is rendered and painted.
const scope = globalThis as unknown as WorkerScope
scope.onmessage = ({ data: { id, url } }) => {
  const failed = (error: unknown): void => {
    scope.postMessage({ id, reason: error instanceof Error ? error.message : String(error) }, [])
  }
  decode(url).then((bitmap) => scope.postMessage({ id, bitmap }, [bitmap]), failed)
}

/**
 * From the file's bytes and not from an element: an element's pixels are decoded a second time when a bitmap is made of
 * them, and without a bitmap they may be let go while the element is not on the page.
 */
async function decode(url: string): Promise<ImageBitmap> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(await response.text())
  return createImageBitmap(await response.blob(), { imageOrientation: 'from-image' })
}
