import type { OpenDialogOptions } from 'electron'
import type { Translate } from '@shared/i18n'
import type { Desktop } from '../app/desktop'

/** Asks for a folder in a native dialog; null when the user cancels. */
export async function chooseFolder(
  desktop: Pick<Desktop, 'choosePaths'>,
  purpose: 'open' | 'export',
  t: Translate
): Promise<string | null> {
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
  return (await desktop.choosePaths(options))?.[0] ?? null
}

/** Asks for the files of a model; null when the user cancels. */
export function chooseModelFiles(
  desktop: Pick<Desktop, 'choosePaths'>,
  t: Translate
): Promise<readonly string[] | null> {
  return desktop.choosePaths({
    title: t('dialogs.native.modelFilesTitle'),
    buttonLabel: t('dialogs.native.modelFilesButton'),
    filters: [{ name: 'ONNX', extensions: ['onnx'] }],
    properties: ['openFile', 'multiSelections']
  })
}
