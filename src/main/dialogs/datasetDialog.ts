import type { Translate } from '@shared/i18n'
import type { Desktop } from '../app/desktop'

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
