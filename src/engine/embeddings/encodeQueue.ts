import { EngineError } from '@shared/engineError'

/** Why an image is encoded, most urgent first. */
const ENCODE_PRIORITIES = ['prompt', 'current', 'demoted', 'ahead'] as const
export type EncodePriority = (typeof ENCODE_PRIORITIES)[number]

/** How many images that the user has already left may still wait to be encoded. */
const MOST_DEMOTED = 3

interface Job<T> {
  readonly key: string
  readonly order: number
  priority: EncodePriority
  readonly work: () => Promise<T>
  readonly promise: Promise<T>
  readonly resolve: (value: T | Promise<T>) => void
  readonly reject: (error: EngineError) => void
}

/**
 * Which image is encoded next: one at a time, by priority, then by age. Asking again for an image that waits or runs
 * joins it and can only make it more urgent. A run is never interrupted, because the run-time cannot.
 */
export class EncodeQueue<T> {
  private readonly waiting = new Map<string, Job<T>>()
  private running: Job<T> | undefined
  private lastOrder = 0

  /** @param onChange told after a job started or ended. */
  constructor(private readonly onChange: () => void = () => undefined) {}

  /** The image being encoded, and why. */
  get current(): { readonly key: string; readonly priority: EncodePriority } | undefined {
    return this.running
  }

  get idle(): boolean {
    return !this.running && this.waiting.size === 0
  }

  /** The result for `key`; `work` is only called when the image is not already on its way. */
  push(key: string, priority: EncodePriority, work: () => Promise<T>): Promise<T> {
    const known = this.running?.key === key ? this.running : this.waiting.get(key)
    if (known) {
      this.raise(known, priority)
      return known.promise
    }
    const { promise, resolve, reject } = deferred<T>()
    this.waiting.set(key, { key, priority, work, promise, resolve, reject, order: ++this.lastOrder })
    // A microtask later, so that what is pushed together is sorted before the first one starts.
    queueMicrotask(() => this.next())
    return promise
  }

  /** The user went on to another image: those that were current before may wait longer, the oldest not at all. */
  demoteOthers(key: string): void {
    for (const job of this.waiting.values()) {
      if (job.key !== key && job.priority === 'current') job.priority = 'demoted'
    }
    const demoted = this.sorted().filter((job) => job.priority === 'demoted')
    for (const job of demoted.slice(MOST_DEMOTED)) this.drop(job)
  }

  private raise(job: Job<T>, priority: EncodePriority): void {
    if (rank(priority) < rank(job.priority)) job.priority = priority
  }

  private drop(job: Job<T>): void {
    this.waiting.delete(job.key)
    job.reject(new EngineError('superseded', 'Other images were opened meanwhile', { imageKey: job.key }))
  }

  private sorted(): Job<T>[] {
    return [...this.waiting.values()].sort((a, b) => {
      if (a.priority !== b.priority) return rank(a.priority) - rank(b.priority)
      // Of those left behind the latest is the likeliest to be looked at again.
      return a.priority === 'demoted' ? b.order - a.order : a.order - b.order
    })
  }

  private next(): void {
    if (this.running) return
    const [job] = this.sorted()
    if (!job) return
    this.waiting.delete(job.key)
    this.running = job
    this.onChange()
    const done = job.work()
    job.resolve(done)
    const after = (): void => {
      this.running = undefined
      this.onChange()
      this.next()
    }
    done.then(after, after)
  }
}

function rank(priority: EncodePriority): number {
  return ENCODE_PRIORITIES.indexOf(priority)
}

interface Deferred<T> {
  readonly promise: Promise<T>
  readonly resolve: (value: T | Promise<T>) => void
  readonly reject: (error: EngineError) => void
}

function deferred<T>(): Deferred<T> {
  let resolve: (value: T | Promise<T>) => void = () => undefined
  let reject: (error: EngineError) => void = () => undefined
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
