/** Bytes held at most, give or take a chunk; reading pauses there. */
const LIMIT_BYTES = 16 * 2 ** 20

/**
 * Reads a stream into memory as fast as it comes, without waiting for whoever takes the chunks. A stream that fails
 * discards the chunks in its queue, so everything received before a connection was reset would be lost whenever the
 * disk is slower than the network. Here the chunks are returned first, and the error after them.
 */
export class ReadAhead {
  readonly #chunks: Uint8Array[] = []
  readonly #read: () => Promise<Uint8Array | undefined>
  readonly #limit: number
  #held = 0
  #state: 'reading' | 'ended' | { readonly error: unknown } = 'reading'
  #stopped = false
  #waiting: (() => void)[] = []

  /** Reads from now on. @param read returns the next chunk; undefined at the end */
  constructor(read: () => Promise<Uint8Array | undefined>, limit = LIMIT_BYTES) {
    this.#read = read
    this.#limit = limit
    void this.#fill()
  }

  /** The next chunk; undefined at the end. @throws the error of the stream, after all that was read before it */
  async next(): Promise<Uint8Array | undefined> {
    for (;;) {
      const chunk = this.#chunks.shift()
      if (chunk) {
        this.#held -= chunk.byteLength
        this.#notify()
        return chunk
      }
      if (this.#state === 'ended') return undefined
      if (this.#state !== 'reading') throw this.#state.error
      await this.#change()
    }
  }

  /** Reads no more; whoever made the stream cancels it. */
  stop(): void {
    this.#stopped = true
    this.#notify()
  }

  async #fill(): Promise<void> {
    try {
      while (!this.#stopped) {
        if (this.#held >= this.#limit) await this.#change()
        else {
          const chunk = await this.#read()
          if (!chunk) break
          this.#chunks.push(chunk)
          this.#held += chunk.byteLength
          this.#notify()
        }
      }
      this.#state = 'ended'
    } catch (error) {
      this.#state = { error }
    }
    this.#notify()
  }

  #change(): Promise<void> {
    return new Promise((resolve) => void this.#waiting.push(resolve))
  }

  #notify(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const resolve of waiting) resolve()
  }
}
