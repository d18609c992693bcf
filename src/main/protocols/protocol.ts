import { protocol } from 'electron'
import { imageScheme, pageScheme } from './schemes'
import { serveImage, servePage, type ImageSource } from './serve'

/** Must run before the application is ready. */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: pageScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
    },
    {
      scheme: imageScheme,
      privileges: { standard: true, secure: true, corsEnabled: true, stream: true, supportFetchAPI: true }
    }
  ])
}

/** Serves the window's page from the built folder, and images from the opened project. */
export function setupProtocols(pages: string, images: ImageSource): void {
  protocol.handle(pageScheme, (request) => servePage(pages, request.url))
  protocol.handle(imageScheme, (request) => serveImage(images, request.url))
}
