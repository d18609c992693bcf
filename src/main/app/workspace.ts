import { realpath } from 'node:fs/promises'
import path from 'node:path'
import log from 'electron-log/main'
import { isSamePath } from '@shared/files/pathRules'
import { ProblemError, toProblem, type Problem } from '@shared/schema/problem'
import type { Broadcast } from '@shared/ipc/contract'
import type { OpenResult, ProjectView } from '@shared/ipc/views'
import type { FolderToken } from '@shared/schema/ids'
import type { InferenceService } from '../inference/inferenceService'
import { salvageProject, startNewProject, inspectDamage } from '../../store/recovery/recovery'
import { ProjectStore, type OpenedProject } from '../../store/projectStore'
import type { RunGuarded } from '../../store/vet/guarded'
import type { DetectorLibrary } from '../../jobs/folder/autoAnnotateWork'
import type { Jobs } from '../../jobs/jobs'
import { FolderTokens } from '../security/folderTokens'
import { broadcastChanges, type ChangeBroadcaster } from './broadcastChanges'
import { ProjectWork } from './projectWork'
import type { RecentProjects } from './recentProjects'
import type { OpenOptions } from '../../store/openParts'

export interface WorkspaceOptions {
  readonly userData: string
  readonly recent: RecentProjects
  readonly inference: InferenceService
  readonly detectors: DetectorLibrary
  readonly broadcast: Broadcast
  readonly jobs: Pick<Jobs, 'attach'>
  /** Reads files of unknown origin in a process of its own. */
  readonly guard: RunGuarded
}

/** The project that is open, if any, and what opening one entails. */
export class Workspace {
  private opened: ProjectStore | null = null
  private background: ProjectWork | null = null
  private changes: ChangeBroadcaster | null = null
  private notices: readonly Problem[] = []
  readonly folders = new FolderTokens()

  constructor(private readonly options: WorkspaceOptions) {}

  /** The open project. @throws ProblemError 'not-open' */
  get store(): ProjectStore {
    if (this.opened) return this.opened
    throw notOpen()
  }

  /** Whether a project is open. */
  get hasProject(): boolean {
    return this.opened !== null
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
      const salvageable = await this.salvageable(folder)
      return { kind: 'damaged', token: this.folders.grant(folder, 'recover'), problem: found, salvageable }
    }
  }

  /** How many objects can be recovered; none where even trying that fails, so that a new project can be begun. */
  private async salvageable(folder: string): Promise<number> {
    try {
      return (await inspectDamage(this.openOptions(folder))).salvageable
    } catch (error) {
      if (toProblem(error).kind !== 'project-damaged') throw error
      log.warn(`Nothing can be recovered of the project of ${folder}`, error)
      return 0
    }
  }

  /**
   * Keeps the damaged file aside, and continues with what can be read of it, or with a new project. A project that can
   * be opened (somebody repaired it meanwhile) is opened and stays as it is.
   * @throws ProblemError 'bad-input' for a token that `open` did not give for a damaged project
   */
  async recover(token: FolderToken, choice: 'salvage' | 'start-new'): Promise<OpenResult> {
    const folder = this.folders.folder(token, 'recover')
    if (await this.hasOpen(folder)) return this.reopened()
    const options = this.openOptions(folder)
    const healthy = await openHealthy(options)
    const recovered = healthy ?? (await this.replaceDamaged(options, choice))
    this.folders.revoke('recover')
    return this.use(recovered)
  }

  private async replaceDamaged(
    options: OpenOptions,
    choice: 'salvage' | 'start-new'
  ): Promise<OpenedProject> {
    const { notices } = await (choice === 'salvage' ? salvageProject : startNewProject)(options)
    const { store, notices: more } = await ProjectStore.open(options)
    return { store, notices: [...notices, ...more] }
  }

  /** Closes the project; everything in it is on the disk already. */
  async close(): Promise<void> {
    const { opened: store, background, changes } = this
    this.opened = null
    this.background = null
    this.changes = null
    this.notices = []
    this.options.inference.leaveProject()
    await background?.dispose()
    changes?.stop()
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
    const { opened: previous, background: previousWork, changes: previousChanges } = this
    const changes = broadcastChanges(store, broadcast)
    this.opened = store
    this.changes = changes
    this.background = new ProjectWork(store, { ...this.options, changes })
    this.notices = notices
    // At once: what the engine still tells of the old images must not be taken for the new ones.
    inference.useProject(`${store.root}#${Date.now()}`, (image) => store.resolveImage(image))
    await previousWork?.dispose()
    previousChanges?.stop()
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
    return root !== null && this.opened !== null && isSamePath(this.opened.root, root, path)
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
      guard: this.options.guard,
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

/** The project, or null where it is damaged. */
async function openHealthy(options: OpenOptions): Promise<OpenedProject | null> {
  try {
    return await ProjectStore.open(options)
  } catch (error) {
    if (toProblem(error).kind === 'project-damaged') return null
    throw error
  }
}

function notOpen(): ProblemError {
  return new ProblemError('not-open', 'No project is open', {})
}
