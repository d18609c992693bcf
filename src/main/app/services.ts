import log from 'electron-log/main'
import { DecoderHost } from '../images/decoderHost'
import { ImageService } from '../images/imageService'
import { InferenceService } from '../inference/inferenceService'
import type { Broadcast } from '@shared/ipc/contract'
import type { InitParams } from '../../engine/process/protocol'
import type { Context } from '../ipc/handlers/context'
import { Jobs } from '../../jobs/jobs'
import { runInThread } from '../../jobs/runInThread'
import { Caches } from './caches'
import { CloseGuard } from '../window/closeGuard'
import type { LaunchTarget } from './commandLine'
import { Confirmations } from '../dialogs/confirmations'
import type { Desktop } from './desktop'
import { engineParams } from './engineParams'
import { createModels, detectorLibrary } from './modelLibrary'
import { chooseFolder, chooseModelFiles, chooseDataset } from '../dialogs/folderDialogs'
import { currentTranslate, type Translate } from '../window/language'
import { ImageOpener } from './openImage'
import type { OpenRequests } from './openRequests'
import { PasteGuard } from '../security/pasteGuard'
import type { AppPaths } from './appPaths'
import { RecentProjects } from './recentProjects'
import { guardedBy } from '../../store/vet/guarded'
import { SettingsStore } from './settingsStore'
import { Workspace } from './workspace'
import { constants } from 'node:fs'
import { copyFile, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Everything that lives as long as the application, wired together. */
export interface Services extends Context {
  readonly broadcast: Broadcast
  readonly images: ImageService
  dispose(): Promise<void>
}

/** What the services are made of. */
export interface ServiceParts {
  readonly paths: AppPaths
  /** What the application was started with. */
  readonly open: LaunchTarget
  /** Folders that the system asked for since. */
  readonly requests: Pick<OpenRequests, 'take'>
  readonly desktop: Desktop
}

/** Creates the services on a desktop; nothing runs yet. */
export function createServices({ paths, open, requests, desktop }: ServiceParts): Services {
  const { broadcast } = desktop
  const settings = new SettingsStore(paths.userData)
  const translate = (): Translate => currentTranslate(settings, () => desktop.systemLanguage())
  const recent = new RecentProjects(paths.userData, (folder) => desktop.rememberDocument(folder))
  const confirmations = new Confirmations(translate, (question) => desktop.ask(question))
  const models = createModels({
    ...{ paths, settings, confirmations, desktop },
    restartEngine: () => inference.restart()
  })
  const initParams = (): InitParams => engineParams(paths, settings.current, models.engineModel())
  const inference = new InferenceService(desktop.startEngine, initParams, {
    engine: (view) => {
      broadcast('engine.changed', view)
      models.onEngine(view)
    },
    ready: (info) => models.readyProblem(info),
    embedding: (change) => {
      broadcast('embedding.changed', change)
      if (change.problem && workspace.view())
        opener.recordProblem(workspace.store, change.image, change.problem)
    }
  })
  const jobs = new Jobs({
    progress: (progress) => broadcast('job.progress', progress),
    finished: (finished) => broadcast('job.finished', finished),
    changed: (list) => broadcast('jobs.changed', list)
  })
  const workspace = new Workspace({
    ...{ userData: paths.userData, recent, inference, broadcast, jobs },
    guard: guardedBy(desktop.startGuarded),
    detectors: detectorLibrary(models)
  })
  const images = new ImageService({
    store: () => workspace.store,
    pixelLimit: () => settings.current.pixelLimitMegapixels * 1e6,
    thumbnails: paths.thumbnails,
    decoder: new DecoderHost(desktop.startDecoder),
    onProblem: (store, image, problem) => opener.recordProblem(store, image, problem)
  })
  const opener = new ImageOpener({ workspace, images, inference, settings })
  const startWatch = new StartWatch(recent, () => workspace.hasProject)
  const reopening = (): string | null => {
    const folder = recent.toReopen()
    if (folder !== null) startWatch.begin()
    return folder
  }
  const caches = new Caches({
    ...{ embeddings: paths.embeddings, thumbnails: paths.thumbnails },
    // An engine that cannot be asked now looks at the folder when it starts again.
    cleared: () =>
      inference.cacheCleared().catch((error: unknown) => log.warn('The engine was not told', error))
  })
  const sampleFolder = (): Promise<string> => prepareSamples(paths.sampleSource, paths.samples)
  return {
    desktop,
    settings,
    recent,
    inference,
    models,
    workspace,
    images,
    opener,
    jobs,
    caches,
    runTask: runInThread,
    pasteGuard: new PasteGuard(),
    confirmations,
    closeGuard: new CloseGuard(() => broadcast('app.closing', null)),
    broadcast,
    chooseFolder: (purpose) => chooseFolder(desktop, purpose, translate()),
    chooseDataset: (kind) => chooseDataset(desktop, kind, translate()),
    sampleFolder,
    chooseModelFiles: () => chooseModelFiles(desktop, translate()),
    launchFolder: async () => {
      const requested = requests.take()
      if (requested !== null) return requested
      // A window that is opened again finds the project still open.
      if (workspace.view()) return null
      if (open?.kind === 'folder') return open.path
      return open?.kind === 'sample' ? sampleFolder() : reopening()
    },
    showFolder: (folder) => desktop.openFolder(folder),
    dispose: async () => {
      await jobs.dispose()
      await workspace.close()
      startWatch.end()
      images.dispose()
      await Promise.all([inference.dispose(), models.dispose()])
    }
  }
}

/**
 * Copies the sample photographs to a folder of the user's, so that a project can lie beside them; photographs that
 * are there already stay as they are.
 */
async function prepareSamples(source: string, target: string): Promise<string> {
  await mkdir(target, { recursive: true })
  for (const name of await readdir(source)) {
    await copyFile(join(source, name), join(target, name), constants.COPYFILE_EXCL).catch(
      (error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
    )
  }
  return target
}

const TICK_MS = 1000
/** A tick that comes later than this had to wait for the main process, which was busy. */
const LATE_MS = 500
/** As many seconds without such a wait, with the project open, are taken for a start that went well. */
const CALM_TICKS = 30

/**
 * Watches over a project that is opened again at the start. Until it has been open for some calm seconds, or the
 * application is left in good order, the start counts as one that did not end well: a project that ends or blocks the
 * application would do so again at each start.
 */
export class StartWatch {
  #timer: NodeJS.Timeout | undefined

  constructor(
    private readonly recent: Pick<RecentProjects, 'beginStart' | 'endStart'>,
    private readonly isOpen: () => boolean
  ) {}

  /** The project is about to be opened. */
  begin(): void {
    this.recent.beginStart()
    let calm = 0
    let due = performance.now() + TICK_MS
    this.#timer = setInterval(() => {
      const now = performance.now()
      const late = now - due > LATE_MS
      due = now + TICK_MS
      calm = late || !this.isOpen() ? 0 : calm + 1
      if (calm >= CALM_TICKS) this.end()
    }, TICK_MS)
    this.#timer.unref()
  }

  /** It went well. */
  end(): void {
    clearInterval(this.#timer)
    this.recent.endStart()
  }
}
