import { ProblemError } from '@shared/schema/problem'

/** How long work may go on without a pause, in milliseconds. */
const LONGEST = 12

/** Lets long work pause for the event loop now and then, and ends it when it was cancelled. */
export class CooperativeYielder {
  private last = performance.now()

  constructor(private readonly signal: AbortSignal) {}

  /** Pauses when it is time. @throws ProblemError 'cancelled', or the signal's own problem */
  async breathe(): Promise<void> {
    this.check()
    if (performance.now() - this.last < LONGEST) return
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
    this.last = performance.now()
    this.check()
  }

  private check(): void {
    if (!this.signal.aborted) return
    const reason: unknown = this.signal.reason
    throw reason instanceof ProblemError
      ? reason
      : new ProblemError('cancelled', 'The export was cancelled', {})
  }
}
