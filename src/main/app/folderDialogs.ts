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
  return (await choose(options))?.[0] ?? null
}

/** Asks for the files of a model; null when the user cancels. */
export async function chooseModelFiles(t: Translate): Promise<readonly string[] | null> {
  return choose({
    title: t('dialogs.native.modelFilesTitle'),
    buttonLabel: t('dialogs.native.modelFilesButton'),
    filters: [{ name: 'ONNX', extensions: ['onnx'] }],
    properties: ['openFile', 'multiSelections']
  })
}

async function choose(options: OpenDialogOptions): Promise<readonly string[] | null> {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options))
  return canceled || filePaths.length === 0 ? null : filePaths
}
