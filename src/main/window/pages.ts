import { app } from 'electron'
import { pageHost, pageScheme } from '../protocols/schemes'

/** The development server of electron-vite, never in a packaged application. */
export function developmentServer(): string | undefined {
  return app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
}

/** The address of the window's page. */
export function pageUrl(): string {
  return developmentServer() ?? `${pageScheme}://${pageHost}/index.html`
}
