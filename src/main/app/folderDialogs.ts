import { BrowserWindow, dialog, type OpenDialogOptions } from 'electron'
import type { Translate } from '@shared/i18n'

/** Asks for a folder in a native dialog; null when the user cancels. */
export async function chooseFolder(purpose: 'open' | 'export', t: Translate): Promise<string | null> {
  const options: OpenDialogOptions =
    purpose === 'open'
      ? {
          title: t('dialogs.native.openFolderTitle'),
          buttonLabel: t('dialogs.native.openFolderButton'),
          properties: ['openDirectory']
        }
      : {
          title: t('dialogs.native.exportFolderTitle'),
          buttonLabel: t('dialogs.native.exportFolderButton'),
          properties: ['openDirectory', 'createDirectory']
        }
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options))
  return canceled ? null : (filePaths[0] ?? null)
}
