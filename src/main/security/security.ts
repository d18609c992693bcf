import { app, session, type WebContents } from 'electron'
import log from 'electron-log/main'
import { pageUrl } from '../window/pages'

/** Denies everything that a labelling tool has no use for: other pages, new windows, permissions, web views. */
export function setupSecurity(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(({ url }) => {
      log.warn(`A new window was denied: ${url}`)
      return { action: 'deny' }
    })
    contents.on('will-navigate', (event) => denyOthers(event, event.url))
    contents.on('will-frame-navigate', (event) => denyOthers(event, event.url))
    contents.on('will-redirect', (event) => denyOthers(event, event.url))
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
  void app.whenReady().then(() => {
    session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
    session.defaultSession.setPermissionCheckHandler(() => false)
    session.defaultSession.setDevicePermissionHandler(() => false)
  })
}

/** Whether a call comes from the application's own page, in its main frame. */
export function isOwnFrame(contents: WebContents, frameUrl: string): boolean {
  return sameOrigin(frameUrl, pageUrl()) && contents.getType() === 'window'
}

function denyOthers(event: Electron.Event, url: string): void {
  if (sameOrigin(url, pageUrl())) return
  log.warn(`Navigation was denied: ${url}`)
  event.preventDefault()
}

/**
 * Whether two addresses have the same scheme, host and port. `URL.origin` does not tell: in Node it is 'null' for
 * every custom scheme, and for `data:` and `file:` as well. Addresses without a host have no origin to share.
 */
export function sameOrigin(a: string, b: string): boolean {
  const [first, second] = [parse(a), parse(b)]
  if (!first || !second || first.host === '') return false
  return first.protocol === second.protocol && first.host === second.host
}

function parse(url: string): URL | null {
  try {
    return new URL(url)
  } catch {
    return null
  }
}
