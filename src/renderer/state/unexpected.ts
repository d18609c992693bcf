import type { Notifier } from './notifier'

/** Shows what nobody caught, so that nothing fails in silence. */
export function reportUnexpected(notifier: Notifier, target: Window): void {
  target.addEventListener('unhandledrejection', (event) => notifier.error(event.reason))
  target.addEventListener('error', (event) => {
    // The browser reports harmless layout loops of ResizeObserver as errors without an error.
    if (event.error !== null && event.error !== undefined) notifier.error(event.error)
  })
}
