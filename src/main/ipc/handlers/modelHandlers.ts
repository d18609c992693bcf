import type { Context, HandlersOf } from './context'

/** The model library. */
export function modelHandlers({ models, chooseModelFiles, showFolder }: Context): HandlersOf<'models'> {
  return {
    'models.list': () => models.list(),
    'models.inspect': async ({ with: token }) => {
      const before = token === null ? [] : models.chosenFiles(token)
      const paths = await chooseModelFiles()
      return paths === null ? null : models.inspect([...before, ...paths])
    },
    'models.add': async ({ token, name, licence }) => {
      await models.add(token, name, licence)
      return models.view()
    },
    'models.download': async ({ id }) => {
      await models.download(id)
      return models.view()
    },
    'models.cancelDownload': async ({ id, keep }) => {
      await models.stopDownload(id, keep)
      return models.view()
    },
    'models.remove': async ({ id }) => {
      await models.remove(id)
      return models.view()
    },
    'models.choose': async ({ task, id }) => {
      await models.choose(task, id)
      return models.view()
    },
    'models.setDevice': ({ id, device }) => {
      models.setDevice(id, device)
      return models.view()
    },
    'models.selfTest': async ({ id }) => {
      await models.selfTest(id)
      return models.view()
    },
    'models.showFolder': async () => {
      await showFolder(models.library.folder)
      return null
    }
  }
}
