import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, screen, dialog } from 'electron'
import { z } from 'zod'
import type { AppPaths } from '../app/appPaths'
import { JsonFile } from '../../files/jsonFile'
import { pageUrl } from './pages'
import log from 'electron-log/main'
import type { Translate } from '@shared/i18n'
import type { GuardedWindow } from './closeGuard'

const boundsSchema = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number().min(400),
  height: z.number().min(300),
  maximized: z.boolean()
})
type Bounds = z.infer<typeof boundsSchema>

/** Opens the window where it was left; the page gets a sandbox and nothing of Node. */
export function createWindow(paths: AppPaths): BrowserWindow {
  const file = new JsonFile<Bounds | null>(join(paths.userData, 'window.json'), boundsSchema.nullable(), null)
  const saved = onScreen(file.read())
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    ...(saved && { x: saved.x, y: saved.y, width: saved.width, height: saved.height }),
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Maskwright',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1a1b1e' : '#ffffff',
    webPreferences: {
      preload: paths.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      devTools: !app.isPackaged,
      disableBlinkFeatures: 'Auxclick',
      spellcheck: false
    }
  })
  if (saved?.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => file.write({ ...window.getNormalBounds(), maximized: window.isMaximized() }))
  void window.loadURL(pageUrl())
  return window
}

/** The saved place, unless its screen is gone. */
function onScreen(bounds: Bounds | null): Bounds | null {
  if (!bounds) return null
  const area = screen.getDisplayMatching(bounds).workArea
  const visible =
    bounds.x < area.x + area.width &&
    bounds.x + bounds.width > area.x &&
    bounds.y < area.y + area.height &&
    bounds.y + 40 > area.y
  return visible ? bounds : null
}

/** A window whose page stopped working is opened again or left, as the user chooses; accepted edits are on the disk. */
export function watchForCrash(window: BrowserWindow, translate: () => Translate): void {
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return
    log.error(`The window's page ended: ${reason} (${exitCode})`)
    const t = translate()
    const again = 0
    const choice = dialog.showMessageBoxSync({
      type: 'error',
      title: t('dialogs.native.crashedTitle'),
      message: t('dialogs.native.crashedMessage'),
      buttons: [t('dialogs.native.crashedReload'), t('dialogs.native.crashedQuit')],
      defaultId: again
    })
    if (choice === again) window.reload()
    else app.quit()
  })
}

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
