import { EngineError } from '@shared/engineError'

/** One prompt on its way: first it waits (for its image, for its turn), then it runs. */
export class PromptTicket {
  /** Rejects when the prompt is superseded or cancelled. */
  readonly ended: Promise<never>
  private fail: (error: EngineError) => void = () => undefined

  constructor(readonly stream: string) {
    this.ended = new Promise((_resolve, reject) => {
      this.fail = reject
    })
    // Nobody may be listening at that moment.
    this.ended.catch(() => undefined)
  }

  /** Ends the prompt; what it awaits through `race` rejects. */
  end(error: EngineError): void {
    this.fail(error)
  }

  /** The promise's result, unless the ticket ends first. */
  race<T>(promise: Promise<T>): Promise<T> {
    promise.catch(() => undefined)
    return Promise.race([promise, this.ended])
  }
}

/**
 * The order of prompts: one at a time, first come first served, where a newer one of the same stream supersedes the
 * older ones that still wait. One that runs is left to finish: its answer is as good as the time already spent.
 */
export class PromptQueue {
  private readonly waiting = new Set<PromptTicket>()
  private readonly running = new Set<PromptTicket>()
  private last: Promise<unknown> = Promise.resolve()

  /** Prompts that wait or run. */
  get size(): number {
    return this.waiting.size + this.running.size
  }

  /** Enters a prompt; older waiting ones of its stream end with 'superseded'. */
  enter(stream: string): PromptTicket {
    for (const ticket of this.waiting) {
      if (ticket.stream !== stream) continue
      this.waiting.delete(ticket)
      ticket.end(new EngineError('superseded', 'A newer prompt took its place'))
    }
    const ticket = new PromptTicket(stream)
    this.waiting.add(ticket)
    return ticket
  }

  /** Runs `work` when those before are done; rejects at once when the ticket ends meanwhile. */
  run<T>(ticket: PromptTicket, work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(async () => {
      if (!this.waiting.delete(ticket)) return ticket.ended
      this.running.add(ticket)
      try {
        return await work()
      } finally {
        this.running.delete(ticket)
      }
    })
    this.last = turn.catch(() => undefined)
    return ticket.race(turn)
  }

  /** Gives up a prompt that failed before its turn. */
  leave(ticket: PromptTicket): void {
    this.waiting.delete(ticket)
  }

  /** Ends a prompt with 'cancelled'; one that runs is left to finish, and nobody hears of it. */
  cancel(ticket: PromptTicket): void {
    this.waiting.delete(ticket)
    ticket.end(new EngineError('cancelled', 'The prompt was cancelled'))
  }
}
