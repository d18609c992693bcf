/** Knows which jobs have not ended yet. */
export class JobWatch {
  private readonly running = new Set<unknown>()
  private readonly ended = new Set<unknown>()
  private waiting: (() => void)[] = []

  started(job: unknown): void {
    if (!this.ended.delete(job)) this.running.add(job)
  }

  finished(job: unknown): void {
    // The event may come before the answer that names the job.
    if (!this.running.delete(job)) this.ended.add(job)
    if (this.running.size > 0) return
    for (const tell of this.waiting.splice(0)) tell()
  }

  /** Waits until none runs. */
  allEnded(): Promise<void> {
    return new Promise((resolve) => {
      if (this.running.size === 0) resolve()
      else this.waiting.push(resolve)
    })
  }
}
