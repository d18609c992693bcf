/** Calls back once nothing interactive happened for a while. */
export class IdleTimer {
  private last = Number.NEGATIVE_INFINITY
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly quietMs: number,
    private readonly onQuiet: () => void
  ) {}

  /** Something interactive happens now. */
  touch(): void {
    this.last = performance.now()
  }

  /** Whether it is quiet; if not, `onQuiet` is called when it will be. */
  get quiet(): boolean {
    const rest = this.last + this.quietMs - performance.now()
    if (rest <= 0) return true
    this.timer ??= setTimeout(() => {
      this.timer = undefined
      this.onQuiet()
    }, rest)
    this.timer.unref()
    return false
  }

  stop(): void {
    clearTimeout(this.timer)
    this.timer = undefined
  }
}
