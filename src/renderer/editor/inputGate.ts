/**
 * Holds input back while an undo or redo is under way, and lets it go in the same order afterwards, so that an edit
 * never begins from a state that is about to change.
 */
export class InputGate {
  #holds = 0
  #running = false
  #closed = false
  #waiting: (() => void)[] = []

  get held(): boolean {
    return this.#holds > 0
  }

  /** Runs at once, or in its turn when the gate opens. What an action runs in turn is part of it. */
  run(action: () => void): void {
    if (this.#closed) return
    if (this.#running) action()
    else if (this.held || this.#waiting.length > 0) this.#waiting.push(action)
    else this.#perform(action)
  }

  /** Closes the gate until the promise is settled, either way. */
  hold(until: Promise<unknown>): void {
    this.#holds++
    const release = (): void => {
      this.#holds--
      this.#flush()
    }
    until.then(release, release)
  }

  /** Takes nothing in any more, and drops what was held back. */
  close(): void {
    this.#closed = true
    this.#waiting = []
  }

  #flush(): void {
    while (!this.held) {
      const action = this.#waiting.shift()
      if (!action) return
      this.#perform(action)
    }
  }

  #perform(action: () => void): void {
    this.#running = true
    try {
      action()
    } finally {
      this.#running = false
    }
  }
}
