import { app, session } from 'electron'
import log from 'electron-log/main'

/** Blink's setting that lets `document.execCommand('paste')` read the clipboard; Electron turns it on. */
const setting = 'DOMPasteAllowed=false'

/**
 * Takes `document.execCommand('paste')` from pages: before Electron had a permission for it (the one that
 * `setPermissionCheckHandler` is asked for), every page could read the clipboard that way. The user's own key and the
 * menu are not affected. Must run before the application is ready.
 */
export function denyPaste(): void {
  const before = app.commandLine.getSwitchValue('blink-settings')
  app.commandLine.appendSwitch('blink-settings', before === '' ? setting : `${before},${setting}`)
}

/**
 * Cancels every download of every session. Models are fetched by main itself, and exports are written by it, so
 * whatever Chromium calls a download was started by a page that has no business doing so. Must run before the
 * application is ready.
 */
export function denyDownloads(): void {
  app.on('session-created', (session) => {
    session.on('will-download', (event, item) => {
      log.warn(`A download was denied: ${item.getURL().slice(0, 200)}`)
      event.preventDefault()
    })
  })
}

const ipHandling = 'disable_non_proxied_udp'

/**
 * WebRTC is outside of the content security policy and of request filters: without this a page could reach any address
 * by `RTCPeerConnection`. Electron has no switch that removes it, so both of its ways out are closed:
 * - UDP (STUN, TURN): the handling policy of each page.
 * - TCP (TURN): the policy leaves it, but it goes by the session's proxy, and there is none at that address. The page's
 *   own schemes use no proxy; downloads of models have a session of their own, with the system's.
 *
 * Must run before the application is ready.
 */
export function disableWebRtc(): void {
  app.on('web-contents-created', (_event, contents) => contents.setWebRTCIPHandlingPolicy(ipHandling))
  app
    .whenReady()
    .then(() => session.defaultSession.setProxy(nowhere))
    .catch((error: unknown) => log.error('The network of the page could not be closed', error))
}

/** Also for loopback addresses, which go by no proxy otherwise. Nothing listens on port 1. */
const nowhere = { proxyRules: 'socks5://127.0.0.1:1', proxyBypassRules: '<-loopback>' }
