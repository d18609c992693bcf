import { ProblemError } from '@shared/schema/problem'
import type { Context, HandlersOf } from './context'

/** Opening, recovering and closing projects, and their list of images. */
export function projectHandlers(context: Context): HandlersOf<'project'> {
  const { workspace, recent, chooseFolder, sampleFolder, launchFolder } = context
  return {
    'project.openLaunch': async () => {
      const folder = await launchFolder()
      return folder === null ? null : workspace.open(folder)
    },
    'project.chooseFolder': async () => {
      const folder = await chooseFolder('open')
      return folder === null ? { kind: 'cancelled' } : workspace.open(folder)
    },
    'project.openRecent': ({ id }) => {
      const folder = recent.folder(id)
      if (folder === undefined)
        throw new ProblemError('folder-missing', 'Unknown recent project', { folder: id })
      return workspace.open(folder)
    },
    'project.openSample': async () => workspace.open(await sampleFolder()),
    'project.recover': ({ token, choice }) => workspace.recover(token, choice),
    'project.close': async () => {
      await workspace.close()
      recent.stayClosed()
      return null
    },
    'project.images': () => workspace.store.images(),
    'project.rescan': async () => {
      await workspace.rescan()
      return null
    }
  }
}
