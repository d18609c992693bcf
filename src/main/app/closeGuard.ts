import { dialog, type BrowserWindow } from 'electron'
import type { Translate } from '@shared/i18n'

/**
 * Edits are saved as they are made, so closing loses nothing, except edits that could not be saved (a full disk):
 * the window counts those, and the user decides before it closes over them.
 */
export class CloseGuard {
  private unsaved = 0

  /** The window's count of edits that it could not save. */
  report(count: number): void {
    this.unsaved = count
  }

  /** Asks before the window closes while edits are unsaved. */
  watch(window: BrowserWindow, translate: () => Translate): void {
    window.on('close', (event) => {
      if (this.unsaved === 0) return
      const t = translate()
      const stay = 0
      const choice = dialog.showMessageBoxSync(window, {
        type: 'warning',
        title: t('dialogs.native.unsavedTitle'),
        message: t('dialogs.native.unsavedMessage', { count: this.unsaved }),
        detail: t('dialogs.native.unsavedDetail'),
        buttons: [t('dialogs.native.unsavedStay'), t('dialogs.native.unsavedClose')],
        defaultId: stay,
        cancelId: stay
      })
      if (choice === stay) event.preventDefault()
    })
  }
}
