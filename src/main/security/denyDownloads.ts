import { app } from 'electron'
import log from 'electron-log/main'

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
