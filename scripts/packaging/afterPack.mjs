import { rm } from 'node:fs/promises'
import path from 'node:path'
import { MARKER } from '../setup/standIn/index.mjs'

/**
 * electron-builder calls this when the application's folder is filled, before the fuses are set and it is signed:
 * removes what the runtime has for running checkouts, which a packaged application never loads.
 * @param {{ appOutDir: string, electronPlatformName: string, packager: { appInfo: { productFilename: string } } }} context
 */
export default async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const resources =
    electronPlatformName === 'darwin'
      ? path.join(`${packager.appInfo.productFilename}.app`, 'Contents', 'Resources')
      : 'resources'
  for (const file of [path.join(resources, 'default_app.asar'), MARKER]) {
    await rm(path.join(appOutDir, file), { force: true })
  }
}
