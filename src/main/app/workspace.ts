import { realpath } from 'node:fs/promises'
import log from 'electron-log/main'
import { ProblemError, toProblem, type Problem } from '@shared/schema/problem'
import type { Events, EventName } from '@shared/ipc/contract'
import type { OpenResult, ProjectView } from '@shared/ipc/views'
import type { FolderToken } from '@shared/schema/ids'
import type { InferenceService } from '../inference/inferenceService'
import { salvageProject, startNewProject, inspectDamage } from '../project/recovery'
import { ProjectStore, type OpenOptions } from '../project/projectStore'
import type { DetectorLibrary } from '../tasks/autoAnnotateWork'
import { FolderTokens } from './folderTokens'
import { ProjectWork } from './projectWork'
import type { RecentProjects } from './recentProjects'

/** Sends an event to the window. */
export type Broadcast = <N extends EventName>(name: N, payload: Events[N]) => void

export interface WorkspaceOptions {
  readonly userData: string
  readonly recent: RecentProjects
  readonly inference: InferenceService
  readonly detectors: DetectorLibrary
  readonly broadcast: Broadcast
}

/** The project that is open, if any, and what opening one entails. */
export class Workspace {
  private opened: ProjectStore | null = null
  private background: ProjectWork | null = null
  private notices: readonly Problem[] = []
  readonly folders = new FolderTokens()

  constructor(private readonly options: WorkspaceOptions) {}

  /** The open project. @throws ProblemError 'not-open' */
  get store(): ProjectStore {
    if (this.opened) return this.opened
    throw notOpen()
  }

  /** What goes on in the background for the open project. @throws ProblemError 'not-open' */
  get work(): ProjectWork {
    if (this.background) return this.background
    throw notOpen()
  }

  /** Whether this is still the open project. */
  isOpen(store: ProjectStore): boolean {
    return this.opened === store
  }

  /** Where another thread finds the open project, to read it. @throws ProblemError 'not-open' */
  exportSource(): { readonly folder: string; readonly userDataDir: string } {
    return { folder: this.store.root, userDataDir: this.options.userData }
  }

  /** What the window shows of the project, or null. */
  view(): ProjectView | null {
    const store = this.opened
    if (!store) return null
    return {
      name: store.name,
      location: store.root,
      storage: store.storage,
      labels: store.labels(),
      currentImage: store.currentImage,
      imageCount: store.imageCount,
      labelHistory: store.labelsState().history,
      task: this.background?.task.view() ?? null,
      notices: this.notices
    }
  }

  /** Opens the project of a folder (or of an image's folder) in place of the one that is open. */
  async open(folder: string): Promise<OpenResult> {
    if (await this.hasOpen(folder)) return this.reopened()
    try {
      return await this.use(await ProjectStore.open(this.openOptions(folder)))
    } catch (error) {
      const found = toProblem(error)
      if (found.kind !== 'project-damaged') throw error
      log.warn(`The project of ${folder} is damaged`, error)
      const { salvageable } = await inspectDamage(this.openOptions(folder))
      return { kind: 'damaged', token: this.folders.grant(folder), problem: found, salvageable }
    }
  }

  /** Keeps the damaged file aside, and goes on with what can be read of it, or with a new project. */
  async recover(token: FolderToken, choice: 'salvage' | 'start-new'): Promise<OpenResult> {
    const options = this.openOptions(this.folders.folder(token))
    const recover = choice === 'salvage' ? salvageProject : startNewProject
    const { notices } = await recover(options)
    const { store, notices: more } = await ProjectStore.open(options)
    return this.use({ store, notices: [...notices, ...more] })
  }

  /** Closes the project; everything in it is on the disk already. */
  async close(): Promise<void> {
    const { opened: store, background } = this
    this.opened = null
    this.background = null
    this.notices = []
    this.options.inference.leaveProject()
    await background?.dispose()
    await store?.close()
    this.options.broadcast('project.changed', null)
  }

  /** Looks through the folder again, and tells the window what is new. */
  async rescan(): Promise<void> {
    const { broadcast } = this.options
    const store = this.store
    let found = 0
    broadcast('images.scan', { found, finished: false })
    try {
      const summary = await store.scan({
        added: (rows) => broadcast('images.added', rows),
        changed: (rows) => broadcast('images.changed', rows),
        progress: (count) => {
          found = count
          broadcast('images.scan', { found, finished: false })
        }
      })
      if (this.opened === store) this.tell(summary.notices)
    } finally {
      if (this.opened === store) broadcast('images.scan', { found, finished: true })
    }
  }

  private async use({
    store,
    notices
  }: {
    store: ProjectStore
    notices: readonly Problem[]
  }): Promise<OpenResult> {
    const { inference, recent, broadcast } = this.options
    const { opened: previous, background: previousWork } = this
    this.opened = store
    this.background = new ProjectWork(store, this.options)
    this.notices = notices
    // At once: what the engine still tells of the old images must not be taken for the new ones.
    inference.useProject(`${store.root}#${Date.now()}`, (image) => store.resolveImage(image))
    await previousWork?.dispose()
    await previous?.close()
    recent.add(store.root)
    broadcast('recent.changed', recent.list())
    const project = this.view()
    if (!project) throw new ProblemError('not-open', 'The project was closed meanwhile', {})
    this.work.task.begin()
    this.rescanInBackground()
    return { kind: 'opened', project }
  }

  /** The folder that is open already is looked through again, and stays open. */
  private reopened(): OpenResult {
    this.rescanInBackground()
    const project = this.view()
    return project ? { kind: 'opened', project } : { kind: 'cancelled' }
  }

  private async hasOpen(folder: string): Promise<boolean> {
    const root = await realpath(folder).catch(() => null)
    return root !== null && this.opened?.root === root
  }

  private rescanInBackground(): void {
    this.rescan().catch((error: unknown) => {
      const found = toProblem(error)
      // Closing the project ends its search.
      if (found.kind !== 'cancelled') this.tell([found])
    })
  }

  private openOptions(folder: string): OpenOptions {
    return {
      folder,
      userDataDir: this.options.userData,
      scan: false,
      report: (found) => this.tell([found])
    }
  }

  private tell(notices: readonly Problem[]): void {
    if (notices.length === 0) return
    for (const { message } of notices) log.warn(message)
    this.notices = notices
    this.options.broadcast('project.changed', this.view())
  }
}

function notOpen(): ProblemError {
  return new ProblemError('not-open', 'No project is open', {})
}
