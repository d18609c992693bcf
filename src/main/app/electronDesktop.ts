import { app, BrowserWindow, clipboard, dialog, shell } from 'electron'
import { startUtilityDecoder } from '../images/utilityDecoder'
import { startUtilityEngine } from '../inference/utilityEngine'
import { broadcast } from '../ipc/bind'
import { measureInProcess } from '../models/measureProcess'
import type { Desktop } from './desktop'
import { fetchDownload } from '../security/network/sessions'
import { startUtilityGuard } from './projectGuard'
import { systemLanguage } from '../window/systemLanguage'

/** The desktop shell of the application. Nothing of it may be used before Electron is ready. */
export const electronDesktop: Desktop = {
  version: app.getVersion(),
  broadcast,
  startEngine: startUtilityEngine,
  startDecoder: startUtilityDecoder,
  startGuarded: startUtilityGuard,
  measure: measureInProcess,
  fetcher: fetchDownload,
  systemLanguage,
  choosePaths: async (options) => {
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
    const { canceled, filePaths } = await (window
      ? dialog.showOpenDialog(window, options)
      : dialog.showOpenDialog(options))
    return canceled || filePaths.length === 0 ? null : filePaths
  },
  ask: async (question) => {
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
    const { response } = await (window
      ? dialog.showMessageBox(window, question)
      : dialog.showMessageBox(question))
    return response
  },
  // Linux has no such list.
  rememberDocument: (folder) => {
    if (process.platform !== 'linux') app.addRecentDocument(folder)
  },
  openFolder: async (folder) => {
    const message = await shell.openPath(folder)
    if (message !== '') throw new Error(message)
  },
  copyText: (text) => clipboard.writeText(text),
  editText: (edit) => BrowserWindow.getFocusedWindow()?.webContents[edit]()
}
