import { toProblem, type Problem } from '@shared/schema/problem'

interface Task {
  readonly run: () => Promise<void>
  /** A saved edit must not be lost: the queue stops at it. A query is dropped, and its asker told. */
  readonly kind: 'save' | 'query'
  readonly drop: (reason: unknown) => void
}

/**
 * Sends one thing after the other. When a save fails the queue stops with that save still in it, nothing after it
 * is sent, and `retry` goes on in the same order.
 */
export class SaveQueue {
  #tasks: Task[] = []
  #busy = false
  #failed: Problem | null = null
  #waiting: (() => void)[] = []

  constructor(private readonly onChange: () => void) {}

  /** Saves that have not succeeded yet. */
  get pending(): number {
    return this.#tasks.filter((task) => task.kind === 'save').length
  }

  /** Why it stopped. */
  get failed(): Problem | null {
    return this.#failed
  }

  /** Nothing waits and nothing is under way. */
  get empty(): boolean {
    return this.#tasks.length === 0
  }

  /** Sends it in its turn, and keeps it until it has succeeded. */
  save(run: () => Promise<void>): void {
    this.#tasks.push({ run, kind: 'save', drop: () => undefined })
    this.onChange()
    void this.#work()
  }

  /**
   * Runs after everything before it was saved; saves that had failed are tried again first.
   * Rejects when it fails itself, or when a save before it does.
   */
  ask(run: () => Promise<void>): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const task = async (): Promise<void> => {
        await run()
        resolve()
      }
      this.#tasks.push({ run: task, kind: 'query', drop: reject })
      this.retry()
    })
  }

  /** Goes on after a failure. */
  retry(): void {
    if (this.#failed) {
      this.#failed = null
      this.onChange()
    }
    void this.#work()
  }

  /** Resolves when all is saved, or the queue has stopped. */
  settled(): Promise<void> {
    if (this.empty || this.#failed) return Promise.resolve()
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  async #work(): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    let task = this.#tasks[0]
    while (task && !this.#failed) {
      try {
        await task.run()
        this.#tasks.shift()
      } catch (error) {
        if (task.kind === 'query') {
          this.#tasks.shift()
          task.drop(error)
        } else this.#stop(error)
      }
      this.onChange()
      task = this.#tasks[0]
    }
    this.#busy = false
    for (const resolve of this.#waiting.splice(0)) resolve()
  }

  #stop(error: unknown): void {
    this.#failed = toProblem(error)
    const questions = this.#tasks.filter((task) => task.kind === 'query')
    this.#tasks = this.#tasks.filter((task) => task.kind === 'save')
    for (const query of questions) query.drop(error)
  }
}
