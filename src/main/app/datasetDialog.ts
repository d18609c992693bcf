import { BrowserWindow, dialog, type OpenDialogOptions } from 'electron'
import type { Translate } from '@shared/i18n'

/** Files that a dataset can be chosen by. */
const EXTENSIONS = ['json', 'yaml', 'yml', 'xml', 'txt', 'png']

/** Asks for a dataset, a folder or a file, in a native dialog; null when the user cancels. */
export async function chooseDataset(kind: 'folder' | 'file', t: Translate): Promise<string | null> {
  const options: OpenDialogOptions = {
    title: t('dialogs.native.importTitle'),
    buttonLabel: t('dialogs.native.importButton'),
    properties: [kind === 'folder' ? 'openDirectory' : 'openFile'],
    ...(kind === 'file' && { filters: [{ name: t('dialogs.native.importFiles'), extensions: EXTENSIONS }] })
  }
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options))
  return canceled ? null : (filePaths[0] ?? null)
}
