import type { ImageRef } from './embeddingTypes'

export interface AheadOptions {
  /** Whether there is nothing more urgent to do just now than to encode. */
  readonly mayRun: () => boolean
  /** Whether an image needs no work. */
  readonly isReady: (image: ImageRef) => Promise<boolean>
  /** Encodes an image; a failure is the image's, and the next one follows. */
  readonly encode: (image: ImageRef) => Promise<unknown>
  readonly onProgress: (done: number, total: number) => void
}

/** Encode-ahead: works through a list of images while nothing more urgent is to be done, one at a time. */
export class Prefetcher {
  private images: readonly ImageRef[] = []
  private done = 0
  private busy = false

  constructor(private readonly options: AheadOptions) {}

  /** Replaces the list; an image that is being encoded is finished. */
  setImages(images: readonly ImageRef[]): void {
    this.images = images
    this.done = 0
    this.report()
    this.resume()
  }

  /** Goes on if it may: to be called whenever something more urgent has ended. */
  resume(): void {
    if (this.busy) return
    this.busy = true
    void this.work().finally(() => {
      this.busy = false
    })
  }

  private async work(): Promise<void> {
    for (;;) {
      const { images, done } = this
      const image = images[done]
      if (!image) return
      if (!(await this.options.isReady(image))) {
        if (!this.options.mayRun()) return
        await this.options.encode(image).catch(() => undefined)
      }
      // A list that was replaced meanwhile begins at its own first image.
      if (this.images !== images) continue
      this.done++
      this.report()
    }
  }

  private report(): void {
    this.options.onProgress(this.done, this.images.length)
  }
}
