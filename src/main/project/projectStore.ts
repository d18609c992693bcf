import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Annotation } from '../../shared/schema/annotation'
import type { AnnotationsDiff, EditName, HistoryState, LabelsDiff } from '../../shared/schema/diff'
import { imageIdSchema, type ImageId } from '../../shared/schema/ids'
import type { FormatId } from '../../shared/schema/formats'
import type { ImageRow, ViewState } from '../../shared/schema/image'
import { placeholderName, type Label } from '../../shared/schema/label'
import { ProblemError, toProblem, type Problem } from '../../shared/schema/problem'
import { backupIsDueAtClose, backupIsOld, writeBackup } from './backup'
import { breathe } from './breathe'
import { closeDatabase, openDatabase } from './database'
import { ImageEdits, type EditStep } from './edits'
import { ImageIndex } from './imageIndex'
import {
  Imports,
  type ImportEntry,
  type ImportRequest,
  type ImportResult,
  type ImportStep,
  type ExtraOwner
} from './imports'
import { LabelStore, type LabelsState } from './labels'
import {
  findProject,
  locateProject,
  type ProjectLocation,
  type ProjectStorage,
  type WriteProbe
} from './location'
import { ProjectLock } from './lock'
import type { ImageSize } from './maskCheck'
import { getMeta, setMeta } from './meta'
import { openTarget } from './openTarget'
import { resolveInside } from './pathGuard'
import { projectFiles, type ProjectFiles } from './paths'
import { ProposalStore } from './proposals'
import { releaseHandles } from './releaseHandles'
import { scanProject, type ScanListener, type ScanSummary } from './scanProject'
import { Settling } from './settling'
import type { Sqlite } from './sqlite'
import { damaged } from './sqliteProblem'
import { TaskStore } from './tasks'

/** What to open, and how. */
export interface OpenOptions {
  /** The images' folder, or an image in it. */
  readonly folder: string
  /** Where the application keeps its own data, for folders that cannot be written. */
  readonly userDataDir: string
  /** The name of a new project's first class. */
  readonly firstLabel?: string
  /** Search the folder before returning (the default); otherwise the caller calls `scan`. */
  readonly scan?: boolean
  /** Only read: no lock, no search, and the project must exist. */
  readonly readOnly?: boolean
  /** See `DatabaseOptions`. */
  readonly journalMode?: 'wal' | 'delete'
  /** Finds out whether the folder can be written; by default by writing. */
  readonly probe?: WriteProbe
  /** Sets limits of the connection once it is open, as tests do for the size of the file. */
  readonly tune?: (db: Sqlite) => void
  /** Told about what goes wrong beside the calls: a backup that failed, an object that cannot be read. */
  readonly report?: (problem: Problem) => void
}

/** An opened project, and what was noticed while opening. */
export interface OpenedProject {
  readonly store: ProjectStore
  readonly notices: readonly Problem[]
}

/** One image with its objects. */
export interface LabelledImage {
  readonly image: ImageRow
  readonly annotations: readonly Annotation[]
}

interface Parts {
  readonly root: string
  readonly location: ProjectLocation
  readonly db: Sqlite
  readonly lock: ProjectLock | null
  readonly report: (problem: Problem) => void
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
  readonly #db: Sqlite
  readonly #lock: ProjectLock | null
  readonly #report: (problem: Problem) => void
  readonly #index: ImageIndex
  readonly #labels: LabelStore
  readonly #imports: Imports
  readonly #edits: ImageEdits
  readonly #closing = new AbortController()
  /** Searches and backups under way; closing waits for them. */
  readonly #busy = new Set<Promise<unknown>>()
  #lastScan: Promise<unknown> = Promise.resolve()
  #changed = false
  #closed: Promise<void> | null = null

  private constructor({ root, location, db, lock, report }: Parts) {
    this.root = root
    this.storage = location.storage
    this.files = projectFiles(location.directory)
    this.#db = db
    this.#lock = lock
    this.#report = report
    this.#index = new ImageIndex(db)
    this.#labels = new LabelStore(db)
    const settling = new Settling(db, this.#index, this.#labels, (image) => this.#recount(image))
    this.#imports = new Imports(db, this.#index, this.#labels, settling, this.#closing.signal)
    this.#edits = new ImageEdits(db, this.#index, this.#labels, this.#imports, settling)
    this.proposals = new ProposalStore(db, this.#index, (error) => report(toProblem(error)))
    this.tasks = new TaskStore(db)
  }

  /**
   * Opens the project of a folder, or begins one.
   * @throws ProblemError 'folder-missing', 'folder-unreadable', 'project-locked', 'project-newer',
   * 'project-damaged', 'disk-full' or 'save-failed'
   */
  static async open(options: OpenOptions): Promise<OpenedProject> {
    const { userDataDir, firstLabel = placeholderName, scan = true, readOnly = false } = options
    const { root, image } = await openTarget(options.folder)
    const location = readOnly
      ? existing(root, userDataDir)
      : await locateProject(root, userDataDir, options.probe)
    const lock = readOnly ? null : await ProjectLock.acquire(projectFiles(location.directory))
    let db: Sqlite | null = null
    try {
      const { journalMode = 'wal', report = () => undefined } = options
      const isNew = !existsSync(projectFiles(location.directory).database)
      db = openDatabase({ directory: location.directory, readOnly, journalMode })
      options.tune?.(db)
      const store = ProjectStore.#read({ root, location, db, lock, report })
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
      db?.close()
      await releaseHandles()
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
      const summary = await scanProject(this.root, this.#index, listener, this.#closing.signal)
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
    return this.#edit(() => this.#labels.commit(name, diff))
  }

  undoLabels(): LabelsState {
    return this.#edit(() => this.#labels.undo())
  }

  redoLabels(): LabelsState {
    return this.#edit(() => this.#labels.redo())
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

  commit(image: ImageId, name: EditName, diff: AnnotationsDiff): HistoryState {
    return this.#edit(() => this.#edits.commit(image, name, diff), [image])
  }

  undo(image: ImageId): Promise<EditStep | null> {
    return this.#turn(image, this.#edits.undo(image))
  }

  redo(image: ImageId): Promise<EditStep | null> {
    return this.#turn(image, this.#edits.redo(image))
  }

  /**
   * Takes objects over on many images, as one step: all of it is there when this resolves, and nothing when it
   * rejects. Working it into the images' rows goes on (`settled`).
   * @throws ProblemError 'task-running', 'bad-input', 'label-duplicate', 'cancelled' when the project is closed
   */
  importAnnotations(request: ImportRequest): Promise<ImportResult> {
    const signal = AbortSignal.any([request.signal, this.#closing.signal])
    return this.#step(this.#imports.run({ ...request, signal }))
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
    return this.#step(this.#imports.undo(seq, later))
  }

  /** Does an import again. @throws ProblemError 'import-failed' or 'task-running' */
  redoImport(seq: number): Promise<ImportStep> {
    return this.#step(this.#imports.redo(seq))
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
    this.#remember(() => this.#index.setView(image, view))
  }

  /** The image that the user left off at. */
  get currentImage(): ImageId | null {
    const id = imageIdSchema.safeParse(Number(getMeta(this.#db, 'current-image'))).data
    return id !== undefined && this.#index.isListed(id) ? id : null
  }

  set currentImage(id: ImageId | null) {
    this.#remember(() => setMeta(this.#db, 'current-image', String(id ?? '')))
  }

  /** Keeps an image's pixels, after EXIF orientation, once its header was read. */
  setImageSize(id: ImageId, size: ImageSize): ImageRow | null {
    this.#remember(() => {
      this.#index.setSize(id, size)
      this.proposals.dropUnfit(id, size)
    })
    return this.image(id)
  }

  /** Keeps why an image cannot be shown, until its file changes. */
  setImageProblem(id: ImageId, problem: Problem | null): ImageRow | null {
    this.#remember(() => this.#index.setProblem(id, problem))
    return this.image(id)
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
      await breathe()
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
      await releaseHandles()
      await this.#lock?.release()
    }
  }

  /**
   * Writes what is convenient, or can be found out again. When that fails, on a full disk, it is told, and work goes
   * on: images can still be looked at, and edits wait in the window.
   */
  #remember(write: () => void): void {
    try {
      write()
    } catch (error) {
      const problem = toProblem(error)
      if (problem.kind !== 'disk-full' && problem.kind !== 'save-failed') throw error
      this.#report(problem)
    }
  }

  /** Keeps a step that may be over many images, and works it into their rows meanwhile. */
  async #step<T>(work: Promise<T>): Promise<T> {
    const result = await this.#track(work)
    this.#changed = true
    this.#settle()
    return result
  }

  /** What cannot be settled now, on a full disk, stays decided: it is told, and tried again later. */
  #settle(): void {
    this.settled().catch((error: unknown) => this.#report(toProblem(error)))
  }

  /** Keeps a step of one image's history, which may be one over many. */
  async #turn<T>(image: ImageId, work: Promise<T>): Promise<T> {
    const result = await this.#step(work)
    this.#recount(image)
    return result
  }

  #edit<T>(work: () => T, changed: readonly ImageId[] = []): T {
    const result = work()
    this.#changed = true
    for (const image of changed) this.#recount(image)
    return result
  }

  /** Other proposals are left where objects came or went. */
  #recount(image: ImageId): void {
    this.#remember(() => this.proposals.recount(image))
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

function existing(root: string, userDataDir: string): ProjectLocation {
  const found = findProject(root, userDataDir)
  if (found !== null) return found
  throw new ProblemError('not-open', `There is no Maskwright project for ${root}.`, {})
}
