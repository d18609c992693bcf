/** Addresses of the bridge on the page's own origin, and the header that carries its token. */
export const callPath = '/bridge/call'
export const eventsPath = '/bridge/events'
export const tokenHeader = 'x-bridge-token'

/** What no build of the application may contain. */
export const bridgeMarks: readonly string[] = [callPath, eventsPath, tokenHeader]
