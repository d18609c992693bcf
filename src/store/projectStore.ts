import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Annotation } from '@shared/schema/annotation'
import type { AnnotationsDiff, EditName, HistoryState, LabelsDiff } from '@shared/schema/diff'
import { imageIdSchema, type ImageId } from '@shared/schema/ids'
import type { FormatId } from '@shared/schema/formats'
import type { ImageRow, ViewState } from '@shared/schema/image'
import { placeholderName, type Label } from '@shared/schema/label'
import { ProblemError, toProblem, type Problem } from '@shared/schema/problem'
import { backupIsDueAtClose, backupIsOld, writeBackup } from './recovery/backup'
import type { LabelledImage } from './annotations'
import { yieldToEventLoop } from './yieldToEventLoop'
import { closeDatabase } from './database/database'
import { ImageEdits, type EditStep } from './edits'
import { ImageFacts } from './imageFacts'
import { ImageIndex } from './scan/imageIndex'
import { Imports } from './imports/imports'
import type { ImportEntry, ImportRequest, ImportResult, ImportStep, ExtraOwner } from './imports/importTypes'
import { LabelStore, type LabelsState } from './labels'
import type { ProjectStorage } from './location'
import { ProjectLock } from './lock'
import { getMeta, setMeta } from './database/meta'
import { openParts, type OpenOptions, type Parts } from './openParts'
import { resolveInside } from './pathGuard'
import { projectFiles, type ProjectFiles } from './paths'
import { ProposalStore } from './proposals/proposals'
import { scanProject, type ScanListener, type ScanSummary } from './scan/scanProject'
import { PendingImports } from './imports/pendingImports'
import { StepEvents } from './stepEvents'
import { editOf, emittingScan, StoreChanges, type ChangeOrigin } from './storeChanges'
import type { Sqlite } from './database/sqlite'
import { damaged } from './database/sqliteProblem'
import { TaskStore } from './tasks'
import { KnownProjects } from './vet/knownProjects'

/** An opened project, and what was noticed while opening. */
export interface OpenedProject {
  readonly store: ProjectStore
  readonly notices: readonly Problem[]
}

/** A project: the classes, images, objects and history of one folder. Every change is on disk when its call returns. */
export class ProjectStore {
  /** The images' folder, as a real path. */
  readonly root: string
  readonly storage: ProjectStorage
  readonly files: ProjectFiles
  /** What whole-image segmentation found. */
  readonly proposals: ProposalStore
  /** Work on the whole folder. */
  readonly tasks: TaskStore
  /** What was found out about the images' files. */
  readonly facts: ImageFacts
  /** What changes, after it was committed. */
  readonly changes: StoreChanges
  readonly #db: Sqlite
  readonly #lock: ProjectLock | null
  readonly #known: KnownProjects
  readonly #report: (problem: Problem) => void
  readonly #index: ImageIndex
  readonly #labels: LabelStore
  readonly #imports: Imports
  readonly #edits: ImageEdits
  readonly #steps: StepEvents
  readonly #closing = new AbortController()
  /** Searches and backups under way; closing waits for them. */
  readonly #busy = new Set<Promise<unknown>>()
  #lastScan: Promise<unknown> = Promise.resolve()
  #changed = false
  #closed: Promise<void> | null = null

  private constructor({ root, location, db, lock, known, report }: Parts) {
    this.root = root
    this.storage = location.storage
    this.files = projectFiles(location.directory)
    this.#db = db
    this.#lock = lock
    this.#known = known
    this.#report = report
    this.#index = new ImageIndex(db)
    this.#labels = new LabelStore(db)
    this.changes = new StoreChanges((error) => report(toProblem(error)))
    this.#steps = new StepEvents(this.changes, {
      isPending: () => this.#imports.isPending,
      recount: (image) => this.#recount(image),
      kept: () => {
        this.#changed = true
        this.#settle()
      }
    })
    const settling = new PendingImports(db, this.#index, this.#labels, this.#steps.pending)
    this.#imports = new Imports(db, this.#index, this.#labels, settling, this.#closing.signal)
    this.#edits = new ImageEdits(db, this.#index, this.#labels, this.#imports, settling)
    this.proposals = new ProposalStore(db, this.#index, this.changes, (error) => report(toProblem(error)))
    this.tasks = new TaskStore(db)
    this.facts = new ImageFacts(this.#index, this.proposals, this.changes, (write) => this.#bestEffort(write))
  }

  /**
   * Opens the project of a folder, or begins one.
   * @throws ProblemError 'folder-missing', 'folder-unreadable', 'project-locked', 'project-newer',
   * 'project-damaged', 'project-linked', 'disk-full' or 'save-failed'
   */
  static async open(options: OpenOptions): Promise<OpenedProject> {
    const { firstLabel = placeholderName, scan = true, readOnly = false } = options
    const parts = await openParts(options)
    const { location, isNew, image, db, lock } = parts
    try {
      const store = ProjectStore.#read(parts)
      const notices: Problem[] = location.notice === null ? [] : [location.notice]
      if (readOnly) return { store, notices }
      await store.#imports.resume()
      store.#labels.addFirst(firstLabel)
      store.#settle()
      store.proposals.settle()
      if (!isNew && backupIsOld(store.files)) void store.#track(store.#backup())
      if (image !== null) await store.#makeCurrent(image)
      if (scan) notices.push(...(await store.scan()).notices)
      return { store, notices }
    } catch (error) {
      db.close()
      await lock?.release()
      throw error
    }
  }

  /** What the tables hold must make sense, or the file is damaged in a way that SQLite does not see. */
  static #read(parts: Parts): ProjectStore {
    try {
      return new ProjectStore(parts)
    } catch (error) {
      if (error instanceof ProblemError) throw error
      throw damaged(parts.db.file, error instanceof Error ? error.message : String(error), error)
    }
  }

  /** The folder's own name. */
  get name(): string {
    return basename(this.root)
  }

  /**
   * Searches the folder and takes over what is new, changed, moved or gone. A search waits for the one before it.
   * @throws ProblemError 'cancelled' when the project is closed meanwhile
   */
  scan(listener: ScanListener = {}): Promise<ScanSummary> {
    const run = async (): Promise<ScanSummary> => {
      const heard = emittingScan(this.changes, listener)
      const summary = await scanProject(this.root, this.#index, heard, this.#closing.signal)
      if (summary.added + summary.changed > 0) this.#changed = true
      return summary
    }
    const work = this.#lastScan.then(run)
    this.#lastScan = work.catch(() => undefined)
    return this.#track(work)
  }

  labels(): readonly Label[] {
    return this.#labels.all()
  }

  /** The classes, and what can be undone of them. */
  labelsState(): LabelsState {
    return this.#labels.state()
  }

  /** The number for the next class. */
  nextLabelId(): number {
    return this.#labels.nextId()
  }

  commitLabels(name: EditName, diff: LabelsDiff): LabelsState {
    return this.#editLabels(() => this.#labels.commit(name, diff))
  }

  undoLabels(): LabelsState {
    return this.#editLabels(() => this.#labels.undo())
  }

  redoLabels(): LabelsState {
    return this.#editLabels(() => this.#labels.redo())
  }

  /** The images in natural order. */
  images(): readonly ImageRow[] {
    return this.#index.list()
  }

  get imageCount(): number {
    return this.#index.count
  }

  /** So many of the images that come after one in the list and can be read. */
  following(id: ImageId, count: number): ImageId[] {
    return this.#index.following(id, count)
  }

  image(id: ImageId): ImageRow | null {
    return this.#index.row(id)
  }

  /** The objects of an image, lowest first. */
  annotations(image: ImageId): readonly Annotation[] {
    return this.#edits.annotations(image, (error) => this.#report(toProblem(error)))
  }

  history(image: ImageId): HistoryState {
    return this.#edits.history(image)
  }

  /** Keeps an edit of an image. @throws ProblemError, and then nothing is changed */
  commit(
    image: ImageId,
    name: EditName,
    diff: AnnotationsDiff,
    origin: ChangeOrigin = 'editor'
  ): HistoryState {
    const history = this.#edits.commit(image, name, diff)
    this.#changed = true
    this.#recount(image)
    this.changes.emit({ origin, ...editOf(image) })
    return history
  }

  undo(image: ImageId): Promise<EditStep | null> {
    return this.#steps.ofImage(image, this.#track(this.#edits.undo(image)))
  }

  redo(image: ImageId): Promise<EditStep | null> {
    return this.#steps.ofImage(image, this.#track(this.#edits.redo(image)))
  }

  /**
   * Takes objects over on many images, as one step: all of it is there when this resolves, and nothing when it
   * rejects. Working it into the images' rows goes on (`settled`).
   * @throws ProblemError 'task-running', 'bad-input', 'label-duplicate', 'cancelled' when the project is closed
   */
  importAnnotations(request: ImportRequest): Promise<ImportResult> {
    const signal = AbortSignal.any([request.signal, this.#closing.signal])
    return this.#steps.ofMany(this.#track(this.#imports.run({ ...request, signal })))
  }

  /** The imports that can be taken back and done again. */
  importHistory(): { readonly undo: ImportEntry | null; readonly redo: ImportEntry | null } {
    return { undo: this.#imports.lastDone(), redo: this.#imports.firstUndone() }
  }

  /**
   * Takes an import back, with `later` also what was edited on its images since. Its classes go when that has
   * settled.
   * @throws ProblemError 'import-edited' or 'task-running'
   */
  undoImport(seq: number, later = false): Promise<ImportStep> {
    return this.#steps.ofMany(this.#track(this.#imports.undo(seq, later)))
  }

  /** Does an import again. @throws ProblemError 'import-failed' or 'task-running' */
  redoImport(seq: number): Promise<ImportStep> {
    return this.#steps.ofMany(this.#track(this.#imports.redo(seq)))
  }

  /**
   * Resolves when imports, taken back or not, are in every row and in the classes, or when the project is closed,
   * which leaves the rest to the next opening. Whoever reads or edits need not wait for it.
   * @throws ProblemError 'disk-full' or 'save-failed'; a later call tries again
   */
  settled(): Promise<void> {
    return this.#track(this.#imports.settled())
  }

  /** What a format said that the project has no place for, as JSON texts, that of the newest import first. */
  importExtras(format: FormatId, of: ExtraOwner): readonly string[] {
    return this.#imports.extras(format, of)
  }

  /** Where the user left an image. */
  view(image: ImageId): ViewState | null {
    return this.#index.view(image)
  }

  setView(image: ImageId, view: ViewState): void {
    this.#bestEffort(() => this.#index.setView(image, view))
  }

  /** The image that the user left off at. */
  get currentImage(): ImageId | null {
    const id = imageIdSchema.safeParse(Number(getMeta(this.#db, 'current-image'))).data
    return id !== undefined && this.#index.isListed(id) ? id : null
  }

  set currentImage(id: ImageId | null) {
    this.#bestEffort(() => setMeta(this.#db, 'current-image', String(id ?? '')))
  }

  /** The absolute path of an image's file, inside of the root. @throws ProblemError 'image-missing' or 'image-outside' */
  async resolveImage(id: ImageId): Promise<string> {
    const image = this.#index.get(id)
    if (image === null) {
      throw new ProblemError('bad-input', `There is no image ${id}.`, { reason: `no image ${id}` })
    }
    return resolveInside(this.root, image.path)
  }

  /** Every image with its objects, in the list's order. */
  async *labelledImages(): AsyncGenerator<LabelledImage> {
    for (const image of this.images()) {
      await yieldToEventLoop()
      yield { image: this.image(image.id) ?? image, annotations: this.annotations(image.id) }
    }
  }

  /** Ends work under way, makes the backup if anything changed, and gives the project free. Never rejects. */
  close(): Promise<void> {
    this.#closed ??= this.#close()
    return this.#closed
  }

  async #close(): Promise<void> {
    this.#closing.abort(new ProblemError('cancelled', 'The project was closed.', {}))
    await Promise.allSettled(this.#busy)
    try {
      if (this.#lock !== null) {
        if (this.#changed && backupIsDueAtClose(this.files)) await this.#backup()
        closeDatabase(this.#db)
      }
    } catch (error) {
      // Every edit is on disk; only the tidying failed, which the next opening does.
      this.#report(toProblem(error))
    } finally {
      this.#db.close()
      if (this.#lock !== null) this.#known.remember(this.files.database)
      await this.#lock?.release()
    }
  }

  /**
   * Writes what is convenient, or can be found out again. When that fails, on a full disk, it is told, and work goes
   * on: images can still be looked at, and edits wait in the window.
   */
  #bestEffort(write: () => void): void {
    try {
      write()
    } catch (error) {
      const problem = toProblem(error)
      if (problem.kind !== 'disk-full' && problem.kind !== 'save-failed') throw error
      this.#report(problem)
    }
  }

  /** What cannot be settled now, on a full disk, stays decided: it is told, and tried again later. */
  #settle(): void {
    this.settled().catch((error: unknown) => this.#report(toProblem(error)))
  }

  #editLabels(work: () => LabelsState): LabelsState {
    const state = work()
    this.#changed = true
    this.changes.emit({ origin: 'editor', classes: true })
    return state
  }

  /** Other proposals are left where objects came or went. Returns whether their number changed. */
  #recount(image: ImageId): boolean {
    let changed = false
    this.#bestEffort(() => {
      changed = this.proposals.recount(image)
    })
    return changed
  }

  async #makeCurrent(path: string): Promise<void> {
    const known = this.#index.findPath(path)
    if (known === null) {
      const { size, mtimeMs } = await stat(join(this.root, path))
      this.#index.add([{ path, size, mtime: Math.trunc(mtimeMs) }])
    }
    this.currentImage = this.#index.findPath(path)?.id ?? null
  }

  /** A backup that fails is told, and does not stop anything. */
  async #backup(): Promise<void> {
    try {
      await writeBackup(this.files)
    } catch (error) {
      this.#report(toProblem(error))
    }
  }

  #track<T>(work: Promise<T>): Promise<T> {
    this.#busy.add(work)
    return work.finally(() => this.#busy.delete(work))
  }
}
