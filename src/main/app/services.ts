import { shell } from 'electron'
import { ImageService } from '../images/imageService'
import { InferenceService } from '../inference/inferenceService'
import type { InitParams } from '../inference/engine/protocol'
import { startUtilityEngine } from '../inference/utilityEngine'
import { broadcast } from '../ipc/bind'
import type { Context } from '../ipc/handlers/context'
import { Jobs } from '../jobs/jobs'
import { runInThread } from '../jobs/runInThread'
import { CloseGuard } from './closeGuard'
import type { LaunchTarget } from './commandLine'
import { engineParams } from './engineParams'
import { createModels, detectorLibrary } from './models'
import { chooseFolder, chooseModelFiles } from './folderDialogs'
import { currentTranslate } from './language'
import { ImageOpener } from './openImage'
import { chooseDataset } from './datasetDialog'
import type { AppPaths } from './paths'
import { RecentProjects } from './recentProjects'
import { prepareSamples } from './samples'
import { SettingsStore } from './settingsStore'
import { Workspace } from './workspace'

/** Everything that lives as long as the application, wired together. */
export interface Services extends Context {
  readonly images: ImageService
  dispose(): Promise<void>
}

/** Creates the services; nothing runs yet. */
export function createServices(paths: AppPaths, open: LaunchTarget): Services {
  const settings = new SettingsStore(paths.userData)
  const recent = new RecentProjects(paths.userData)
  const models = createModels(paths, settings, () => inference.restart(), broadcast)
  const initParams = (): InitParams => engineParams(paths, settings.current, models.engineModel())
  const inference = new InferenceService(startUtilityEngine, initParams, {
    engine: (view) => {
      broadcast('engine.changed', view)
      models.onEngine(view)
    },
    ready: (info) => models.readyProblem(info),
    embedding: (change) => {
      broadcast('embedding.changed', change)
      if (change.problem && workspace.view()) opener.noteFound(workspace.store, change.image, change.problem)
    }
  })
  const workspace = new Workspace({
    ...{ userData: paths.userData, recent, inference, broadcast },
    detectors: detectorLibrary(models)
  })
  const images = new ImageService({
    store: () => workspace.store,
    pixelLimit: () => settings.current.pixelLimitMegapixels * 1e6,
    thumbnails: paths.thumbnails,
    onProblem: (store, image, problem) => opener.noteFound(store, image, problem)
  })
  const opener = new ImageOpener({ workspace, images, inference, settings, broadcast })
  const jobs = new Jobs({
    progress: (progress) => broadcast('job.progress', progress),
    finished: (finished) => broadcast('job.finished', finished)
  })
  const sampleFolder = (): Promise<string> => prepareSamples(paths.sampleSource, paths.samples)
  return {
    settings,
    recent,
    inference,
    models,
    workspace,
    images,
    opener,
    jobs,
    runTask: runInThread,
    closeGuard: new CloseGuard(() => broadcast('app.closing', null)),
    broadcast,
    chooseFolder: (purpose) => chooseFolder(purpose, currentTranslate(settings)),
    chooseDataset: (kind) => chooseDataset(kind, currentTranslate(settings)),
    sampleFolder,
    chooseModelFiles: () => chooseModelFiles(currentTranslate(settings)),
    launchFolder: async () => {
      // A window that is opened again finds the project still open.
      if (workspace.view()) return null
      if (open?.kind === 'folder') return open.path
      return open?.kind === 'sample' ? sampleFolder() : recent.toReopen()
    },
    showFolder: async (folder) => {
      const message = await shell.openPath(folder)
      if (message !== '') throw new Error(message)
    },
    dispose: async () => {
      await jobs.dispose()
      await workspace.close()
      await Promise.all([inference.dispose(), images.dispose(), models.dispose()])
    }
  }
}
