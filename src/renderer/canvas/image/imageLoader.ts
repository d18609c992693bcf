import { LRUCache } from 'lru-cache'
import { problem, type Problem } from '@shared/schema/problem'
import type { ImageRow } from '@shared/schema/image'
import { decodePicture, type Picture } from './decodePicture'

/** Decoded pixels that are kept for switching back and forth. */
const keptBytes = 512 * 1024 * 1024
const bytesPerPixel = 4

/** An image of the project, decoded, or why it cannot be shown. */
export type LoadedImage =
  | { readonly kind: 'ready'; readonly picture: Picture }
  | { readonly kind: 'failed'; readonly problem: Problem }

/** Decodes images by URL, and keeps the newest ones, so that a neighbour that was asked for ahead shows at once. */
export class ImageLoader {
  readonly #ready = new LRUCache<string, Picture>({
    maxSize: keptBytes,
    // An image larger than all that is kept would not be kept at all; then it is all that is kept.
    sizeCalculation: ({ width, height }) => Math.max(1, Math.min(keptBytes, width * height * bytesPerPixel))
  })
  readonly #loading = new Map<string, Promise<LoadedImage>>()

  constructor(private readonly decode: (url: string) => Promise<Picture> = decodePicture) {}

  /** The image if it is decoded already. */
  peek(url: string): Picture | null {
    return this.#ready.get(url) ?? null
  }

  /** Decodes an image; each one once at a time. Never rejects. */
  load(url: string, { path }: Pick<ImageRow, 'path'>): Promise<LoadedImage> {
    const picture = this.#ready.get(url)
    if (picture) return Promise.resolve({ kind: 'ready', picture })
    const loading = this.#loading.get(url) ?? this.#load(url, path)
    this.#loading.set(url, loading)
    return loading
  }

  async #load(url: string, file: string): Promise<LoadedImage> {
    try {
      const picture = await this.decode(url)
      this.#ready.set(url, picture)
      return { kind: 'ready', picture }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      const message = `${file} cannot be decoded: ${reason}`
      return { kind: 'failed', problem: problem('image-unreadable', message, { file, reason }) }
    } finally {
      this.#loading.delete(url)
    }
  }
}
