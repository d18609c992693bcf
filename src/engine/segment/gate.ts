/** Holds work back while something more urgent goes on, and for a moment after it. */
export class Gate {
  private closed = false
  private timer: NodeJS.Timeout | undefined
  private waiting: (() => void)[] = []

  /** @param rest_ms how long the gate stays closed after the urgent work: more of it may follow at once. */
  constructor(private readonly rest_ms: number) {}

  /** Tells whether something urgent goes on. */
  setUrgent(urgent: boolean): void {
    if (urgent) {
      clearTimeout(this.timer)
      this.timer = undefined
      this.closed = true
    } else if (this.closed) {
      this.timer ??= setTimeout(() => this.open(), this.rest_ms)
    }
  }

  /** Resolves when nothing urgent goes on, or the signal is aborted. */
  async pass(signal: AbortSignal): Promise<void> {
    while (this.closed && !signal.aborted) {
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve)
        signal.addEventListener('abort', () => resolve(), { once: true })
      })
    }
  }

  /** Lets everything through, for the end. */
  open(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    this.closed = false
    for (const resolve of this.waiting.splice(0)) resolve()
  }
}
