import type { GuardedWindow } from '../../../src/main/window/closeGuard'

/** The host's stand-in for the window around the page, which the test opens and closes. */
export class HostWindow implements GuardedWindow {
  #closeListeners: ((event: { preventDefault(): void }) => void)[] = []
  #pageGone: (() => void)[] = []
  /** The button that answers questions; null while no test has said. */
  answer: number | null = null
  /** What was asked. */
  readonly asked: string[] = []

  /** @param closed called once, when nothing kept the window from closing */
  constructor(private readonly closed: () => void) {}

  close(): void {
    const event = new Event('close', { cancelable: true })
    for (const listener of this.#closeListeners) listener(event)
    if (event.defaultPrevented) return
    this.pageEnds()
    this.closed()
  }

  onClose(listener: (event: { preventDefault(): void }) => void): void {
    this.#closeListeners.push(listener)
  }

  onPageGone(listener: () => void): void {
    this.#pageGone.push(listener)
  }

  /** The page is gone, for whatever reason. */
  pageEnds(): void {
    for (const listener of this.#pageGone) listener()
  }

  ask({ message }: { readonly message: string }, signal: AbortSignal): Promise<number> {
    if (this.answer !== null) return Promise.resolve(this.askNow({ message }))
    this.asked.push(message)
    // As a native dialog does, it stays until it is taken away.
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(0))
    })
  }

  askNow({ message }: { readonly message: string }): number {
    this.asked.push(message)
    if (this.answer === null) throw new Error(`No test answers "${message}"`)
    return this.answer
  }
}
