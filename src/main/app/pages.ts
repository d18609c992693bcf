import { app } from 'electron'

export const pageScheme = 'app'
export const imageScheme = 'app-image'

/** The development server of electron-vite, never in a packaged application. */
function developmentServer(): string | undefined {
  return app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
}

/** The only host of the page's scheme. */
export const pageHost = 'maskwright'

/** The address of the window's page. */
export function pageUrl(): string {
  return developmentServer() ?? `${pageScheme}://${pageHost}/index.html`
}
