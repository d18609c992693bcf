import { app } from 'electron'

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
