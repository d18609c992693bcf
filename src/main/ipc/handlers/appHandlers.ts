import { app, BrowserWindow, clipboard } from 'electron'
import { systemLanguage } from '../../app/language'
import type { Context, HandlersOf } from './context'

/** Start, settings. */
export function appHandlers(context: Context): HandlersOf<'app'> & HandlersOf<'settings'> {
  const { settings, recent, workspace, inference, closeGuard } = context
  return {
    'app.bootstrap': () => {
      closeGuard.pageBegins()
      return {
        version: app.getVersion(),
        platform: process.platform,
        settings: settings.current,
        systemLanguage: systemLanguage(),
        project: workspace.view(),
        recent: recent.list(),
        engine: inference.engine()
      }
    },
    'app.unsaved': ({ count }) => {
      closeGuard.report(count)
      return null
    },
    'app.finished': () => {
      closeGuard.pageFinished()
      return null
    },
    'app.copy': async ({ text }) => {
      await clipboard.writeText(text)
      return null
    },
    'app.editText': ({ edit }) => {
      BrowserWindow.getFocusedWindow()?.webContents[edit]()
      return null
    },
    'settings.update': (change) => settings.update(change)
  }
}
