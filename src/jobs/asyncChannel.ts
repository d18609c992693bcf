/** Hands things from one side to the other, one at a time, so that neither gets ahead. */
export class AsyncChannel<T> {
  private readonly offered: { readonly thing: T; readonly taken: () => void }[] = []
  private ending: { readonly error: Error | null } | null = null
  private wake: () => void = () => undefined

  /** Resolves when the thing was taken and the next one is asked for. */
  put(thing: T): Promise<void> {
    return new Promise((resolve) => {
      this.offered.push({ thing, taken: resolve })
      this.wake()
    })
  }

  /** No more will come; with an error the other side fails with it. */
  end(error: Error | null = null): void {
    this.ending = { error }
    this.wake()
  }

  /** What was put, in its order. */
  async *taken(): AsyncGenerator<T, void> {
    for (;;) {
      const next = this.offered.shift()
      if (next) {
        yield next.thing
        next.taken()
      } else if (this.ending) {
        if (this.ending.error) throw this.ending.error
        return
      } else {
        await new Promise<void>((resolve) => {
          this.wake = resolve
        })
      }
    }
  }
}
