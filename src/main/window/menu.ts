import { app, Menu, shell } from 'electron'
import log from 'electron-log/main'
import type { ActionId } from '@shared/actions/actionTable'
import type { Translate } from '@shared/i18n'
import { menuTemplate } from './menuTemplate'

/**
 * Builds the native menu from the table of actions. The window carries out every command, so that it acts once and
 * never while somebody types.
 */
export function setupMenu(t: Translate, run: (action: ActionId) => void): void {
  const template = menuTemplate({
    ...{ platform: process.platform, isPackaged: app.isPackaged, t, run },
    openLogs: () => shell.showItemInFolder(log.transports.file.getFile().path)
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
