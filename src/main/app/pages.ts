import { app } from 'electron'

export const pageScheme = 'app'
export const imageScheme = 'app-image'

/** The development server of electron-vite, never in a packaged application. */
function developmentServer(): string | undefined {
  return app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
}

/** The address of the window's page. */
export function pageUrl(): string {
  return developmentServer() ?? `${pageScheme}://maskwright/index.html`
}

/** The origin that the page has; custom schemes have no `URL.origin` in Node, so both forms are compared alike. */
export function pageOrigin(): string {
  return new URL(pageUrl()).origin
}
