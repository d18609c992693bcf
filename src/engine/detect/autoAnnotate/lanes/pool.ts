/** Things that one taker has at a time; whoever comes while all are taken waits, in the order of coming. */
export class Pool<T> {
  private readonly free: T[]
  private readonly waiting: ((item: T) => void)[] = []

  constructor(items: readonly T[]) {
    this.free = [...items]
  }

  /** Runs `use` with an item, which is free again afterwards. */
  async with<R>(use: (item: T) => Promise<R>): Promise<R> {
    const item = await this.take()
    try {
      return await use(item)
    } finally {
      this.give(item)
    }
  }

  private take(): Promise<T> {
    const [item] = this.free
    if (item === undefined) return new Promise((resolve) => this.waiting.push(resolve))
    this.free.shift()
    return Promise.resolve(item)
  }

  private give(item: T): void {
    const next = this.waiting.shift()
    if (next) next(item)
    else this.free.push(item)
  }
}
