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

/** Files that a dataset can be chosen by. */
const EXTENSIONS = ['json', 'yaml', 'yml', 'xml', 'txt', 'png']

/** Asks for a dataset, a folder or a file, in a native dialog; null when the user cancels. */
export async function chooseDataset(
  desktop: Pick<Desktop, 'choosePaths'>,
  kind: 'folder' | 'file',
  t: Translate
): Promise<string | null> {
  const paths = await desktop.choosePaths({
    title: t('dialogs.native.importTitle'),
    buttonLabel: t('dialogs.native.importButton'),
    properties: [kind === 'folder' ? 'openDirectory' : 'openFile'],
    ...(kind === 'file' && { filters: [{ name: t('dialogs.native.importFiles'), extensions: EXTENSIONS }] })
  })
  return paths?.[0] ?? null
}
