import { app, dialog, type BrowserWindow } from 'electron'
import log from 'electron-log/main'
import type { Translate } from '@shared/i18n'

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
