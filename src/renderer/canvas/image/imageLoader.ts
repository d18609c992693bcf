import { LRUCache } from 'lru-cache'
import { problem, type Problem } from '@shared/schema/problem'
import type { ImageRow } from '@shared/schema/image'

/** Decoded pixels that are kept for switching back and forth. */
const keptBytes = 512 * 1024 * 1024
const bytesPerPixel = 4

/** An image of the project, decoded, or why it cannot be shown. */
export type LoadedImage =
  | { readonly kind: 'ready'; readonly element: HTMLImageElement }
  | { readonly kind: 'failed'; readonly problem: Problem }

/** Decodes images by URL, and keeps the newest ones, so that a neighbour that was asked for ahead shows at once. */
export class ImageLoader {
  readonly #ready = new LRUCache<string, HTMLImageElement>({
    maxSize: keptBytes,
    // An image larger than all that is kept would not be kept at all; it is shown all the same.
    sizeCalculation: ({ naturalWidth, naturalHeight }) =>
      Math.max(1, Math.min(keptBytes, naturalWidth * naturalHeight * bytesPerPixel))
  })
  readonly #loading = new Map<string, Promise<LoadedImage>>()

  constructor(private readonly create: () => HTMLImageElement = () => new Image()) {}

  /** The image if it is decoded already. */
  peek(url: string): HTMLImageElement | null {
    return this.#ready.get(url) ?? null
  }

  /** Decodes an image; each one once at a time. Never rejects. */
  load(url: string, { path }: Pick<ImageRow, 'path'>): Promise<LoadedImage> {
    const element = this.#ready.get(url)
    if (element) return Promise.resolve({ kind: 'ready', element })
    const loading = this.#loading.get(url) ?? this.#decode(url, path)
    this.#loading.set(url, loading)
    return loading
  }

  async #decode(url: string, file: string): Promise<LoadedImage> {
    const element = this.create()
    element.crossOrigin = 'anonymous'
    element.src = url
    try {
      await element.decode()
      this.#ready.set(url, element)
      return { kind: 'ready', element }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      const message = `${file} cannot be decoded: ${reason}`
      return { kind: 'failed', problem: problem('image-unreadable', message, { file, reason }) }
    } finally {
      this.#loading.delete(url)
    }
  }
}
