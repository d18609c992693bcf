/**
 * When the application ends. On Windows and Linux with its last window; on macOS only when the user quits, and then
 * after its windows have closed, which takes until what is under way is saved.
 */
export class QuitPolicy {
  private quitting = false

  constructor(private readonly platform: NodeJS.Platform) {}

  /** The user, or the system, wants the application to end; its windows are asked to close. */
  quitRequested(): void {
    this.quitting = true
  }

  /** A window stays open, because the user wants that: quitting is off. */
  windowStays(): void {
    this.quitting = false
  }

  /** Whether the application ends now that its last window has closed. */
  endsWithLastWindow(): boolean {
    return this.platform !== 'darwin' || this.quitting
  }
}
