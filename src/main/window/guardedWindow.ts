import { dialog, type BrowserWindow } from 'electron'
import type { GuardedWindow } from './closeGuard'

/** A window of Electron, as the close guard needs it. */
export function guardedWindow(window: BrowserWindow): GuardedWindow {
  return {
    close: () => window.close(),
    onClose: (listener) => void window.on('close', listener),
    onPageGone: (listener) => {
      window.on('closed', listener)
      window.webContents.on('render-process-gone', listener)
    },
    ask: async (question, signal) => (await dialog.showMessageBox(window, { ...question, signal })).response,
    askNow: (question) => dialog.showMessageBoxSync(window, question)
  }
}
