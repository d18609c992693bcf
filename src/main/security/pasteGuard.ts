/** How long the page may take to pass a click of the menu on to the text field, in milliseconds. */
const patienceMs = 5000

/**
 * Pasting reads the clipboard, which the page has no permission for. Text fields handle the key themselves; the page
 * may ask main to paste once for each click of Paste in the menu, and shortly after it. On macOS the key is such a
 * click too.
 */
export class PasteGuard {
  private allowedUntil = Number.NEGATIVE_INFINITY

  /** @param now milliseconds of a clock that only goes forward. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** The user clicked Paste in the menu. */
  allow(): void {
    this.allowedUntil = this.now() + patienceMs
  }

  /** Whether the page may paste now; uses the click up. */
  take(): boolean {
    const allowed = this.now() <= this.allowedUntil
    this.allowedUntil = Number.NEGATIVE_INFINITY
    return allowed
  }
}
