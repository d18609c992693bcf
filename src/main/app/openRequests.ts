/**
 * Folders and images that the system wants opened: dropped on the dock's icon, chosen among the recent documents, or
 * given to a second start of the application. The newest counts; it waits until a window asks for it.
 */
export class OpenRequests {
  private waiting: string | null = null
  private onRequest: (() => void) | null = null

  /** Told of every request from now on, and at once of one that waits. */
  listen(onRequest: () => void): void {
    this.onRequest = onRequest
    if (this.waiting !== null) onRequest()
  }

  request(path: string): void {
    this.waiting = path
    this.onRequest?.()
  }

  /** The path to be opened, once. */
  take(): string | null {
    const path = this.waiting
    this.waiting = null
    return path
  }
}
