import { isEmptyDiff } from '@shared/history/recordsDiff'
import type { Annotation } from '@shared/schema/annotation'
import { annotationsDiffSchema, type AnnotationsDiff } from '@shared/schema/diff'
import type { FormatId } from '@shared/schema/formats'
import { imageIdSchema, type ImageId } from '@shared/schema/ids'
import { ProblemError } from '@shared/schema/problem'
import { AnnotationTable } from '../annotations'
import { yieldToEventLoop } from '../yieldToEventLoop'
import type { ImageIndex } from '../scan/imageIndex'
import { importScope, Journal, packDiff, type EntryState, type JournalEntry } from '../journal'
import type { LabelStore } from '../labels'
import { column } from '../database/rowValues'
import type {
  ExtraOwner,
  ExtraText,
  ImportEntry,
  ImportRequest,
  ImportResult,
  ImportStep,
  ImportedImage
} from './importTypes'
import { badInput, rebaseDiff } from './rebaseDiff'
import {
  extraKey,
  type TargetState,
  type PendingImports,
  type StepImage,
  importRecordSchema,
  type ImportRecord
} from './pendingImports'
import type { Sqlite } from '../database/sqlite'
import { dropStaged, StagedImages, type StagedChange } from './stagedImages'

/**
 * Imports: each is one step over many images and the classes. What it will change is written beside what is in force
 * while it comes, and then decided in one short transaction, so that it is there as a whole or not at all
 * (`settling.ts`).
 */
export class Imports {
  readonly #table: AnnotationTable
  readonly #journal: Journal<ImportRecord>
  readonly #edits: Journal<AnnotationsDiff>
  #staged: StagedImages | null = null
  #settled: Promise<void> | null = null
  #way: Promise<void> | null = null

  constructor(
    private readonly db: Sqlite,
    private readonly index: ImageIndex,
    private readonly labels: LabelStore,
    private readonly settling: PendingImports,
    private readonly signal: AbortSignal
  ) {
    this.#table = new AnnotationTable(db)
    this.#journal = new Journal(db, importRecordSchema)
    this.#edits = new Journal(db, annotationsDiffSchema)
  }

  /**
   * Runs an import until it is decided. The images' objects may be edited meanwhile.
   * @throws ProblemError 'task-running' while another one is under way, 'label-duplicate', 'bad-input', or the
   * signal's reason; nothing is changed then.
   */
  async run(request: ImportRequest): Promise<ImportResult> {
    this.#refuseWhileRunning()
    const staged = new StagedImages(this.db)
    this.#staged = staged
    try {
      await this.#awaitPending()
      let skipped = 0
      for await (const imported of request.images) {
        request.signal.throwIfAborted()
        if (!this.#stage(staged, imported, request)) skipped++
        await yieldToEventLoop()
      }
      await this.#restage(staged, request)
      return { ...this.#decide(staged, request), skipped }
    } catch (error) {
      // Where that fails, as on a full disk, nobody takes notice of what is left, and the next step drops it.
      await dropStaged(this.db).catch(() => undefined)
      throw error
    } finally {
      this.#staged = null
    }
  }

  /**
   * Resolves when every step is done on all its images, and in the classes. Whoever reads or edits an image need not
   * wait for that.
   * @throws ProblemError 'disk-full' or 'save-failed'; a later call tries again
   */
  settled(): Promise<void> {
    this.#settled ??= this.settling.rest(this.signal).finally(() => {
      this.#settled = null
    })
    return this.#settled
  }

  /** Whether a step is decided and not yet in every row. */
  get isPending(): boolean {
    return this.settling.isUnderWay
  }

  /** Drops what a process that ended left undecided. */
  async resume(): Promise<void> {
    if (!this.settling.isUnderWay) await dropStaged(this.db)
  }

  /** An image is about to be edited: what was decided for it is done first, and what is not yet is worked out again. */
  beforeEdit(image: ImageId): void {
    this.settling.image(image)
    this.#staged?.touch(image)
  }

  /** The import that undo would take back, or null. */
  lastDone(): ImportEntry | null {
    return this.#readable(() => this.#journal.lastDone(importScope))
  }

  /** The import that redo would do again, or null. */
  firstUndone(): ImportEntry | null {
    return this.#readable(() => this.#journal.firstUndone(importScope))
  }

  /** An import whose record cannot be read can be neither undone nor redone, and is not offered. */
  #readable(find: () => JournalEntry<ImportRecord> | null): ImportEntry | null {
    try {
      return toEntry(find())
    } catch (error) {
      if (error instanceof ProblemError && error.kind === 'project-damaged') return null
      throw error
    }
  }

  /** The import that an entry of an image belongs to, or null for any other edit. */
  importOfEntry(image: ImageId, entry: JournalEntry<AnnotationsDiff>): number | null {
    if (entry.name !== 'import') return null
    const sql = 'SELECT seq FROM journal WHERE scope = ? AND seq > ? ORDER BY seq LIMIT 1'
    const row = this.db.get(sql, importScope, entry.seq)
    const seq = row === undefined ? null : column.number(row, 'seq')
    const record = seq === null ? null : this.#journal.entry(importScope, seq)
    return record?.diff.images.some(([id, own]) => id === image && own === entry.seq) === true ? seq : null
  }

  /**
   * Takes an import back on all its images, and the classes that it made unless they are used by now. These go when
   * everything has settled.
   * @param later take back, before it, what was edited since; without it such images refuse the step
   * @throws ProblemError 'import-edited' or 'task-running', and then nothing is changed
   */
  async undo(seq: number, later = false): Promise<ImportStep> {
    await this.#awaitPending()
    this.#refuseWhileRunning()
    const record = this.#record(seq, 'done')
    const found = this.#imagesIn(record, 'done', `state = 'done' AND seq > entry`)
    const edited = found.filter(({ passed }) => passed)
    if (edited.length > 0 && !later) {
      const message = `Images edited since the import: ${edited.length}.`
      throw new ProblemError('import-edited', message, { count: edited.length })
    }
    const images = found.map(({ image, entry, gained, passed }) => {
      const known = gained !== null && !passed
      const objects = known ? this.#objects(image) - gained : this.settling.countBefore(image, entry)
      return { image, entry, objects }
    })
    this.#inTransaction(() => this.#turn(seq, images, 'undone'))
    return { import: seq, images: this.#publishCounts(images), left: 0 }
  }

  /**
   * Does an import again, except on images that were edited since.
   * @throws ProblemError 'import-failed' when one of its classes is gone for good, or 'task-running'
   */
  async redo(seq: number): Promise<ImportStep> {
    await this.#awaitPending()
    this.#refuseWhileRunning()
    const record = this.#record(seq, 'undone')
    const images = this.#imagesIn(record, 'undone', `state = 'undone' AND seq < entry`)
      .filter(({ passed }) => !passed)
      .map(({ image, entry, gained }) => {
        return { image, entry, objects: this.#objects(image) + (gained ?? this.#gain(image, entry)) }
      })
    this.#inTransaction(() => {
      if (record.labels !== null && !this.labels.bringBack(record.labels)) throw classesGone()
      if (this.#lacksClasses(images)) throw classesGone()
      this.#turn(seq, images, 'done')
    })
    return { import: seq, images: this.#publishCounts(images), left: record.images.length - images.length }
  }

  /** What a format said of an image, a class or the dataset, by the imports that are in force, newest first. */
  extras(format: FormatId, of: ExtraOwner): readonly string[] {
    const image = of.startsWith('image:') ? Number(of.slice('image:'.length)) : null
    return this.db.snapshot(() =>
      this.db
        .all(
          `SELECT seq, value FROM journal LEFT JOIN meta ON key = 'import:' || seq || ':' || ?
            WHERE scope = ? AND state = 'done' AND name = 'import' ORDER BY seq DESC`,
          `${format}:${of}`,
          importScope
        )
        .flatMap((row) => {
          const waiting =
            image === null ? null : this.settling.extra(image, column.number(row, 'seq'), format)
          return waiting ?? column.textOrNull(row, 'value') ?? []
        })
    )
  }

  /** Works out what an image's change will be. False when it is left alone because it has objects. */
  #stage(staged: StagedImages, imported: ImportedImage, request: ImportRequest): boolean {
    const { image, objects, extra } = imported
    if (this.index.get(image) === null) throw badInput(`there is no image ${image}`)
    if (staged.has(image)) throw badInput(`the image ${image} is imported twice`)
    const change = this.#settle(image, objects, request)
    if (change === null) return false
    if (!isEmptyDiff(change.diff) || extra !== null) staged.put(image, { ...change, extra })
    return true
  }

  #settle(
    image: ImageId,
    objects: readonly Annotation[],
    { onExisting, labels }: ImportRequest
  ): Omit<StagedChange, 'extra'> | null {
    const existing = this.#table.ofImage(image, (error) => {
      throw error
    })
    if (onExisting === 'skip' && existing.length > 0) return null
    const above = onExisting === 'add' ? Math.max(-1, ...existing.map(({ order }) => order)) + 1 : 0
    const added = objects.map((object, i) => ({ ...object, order: above + i }))
    const removed = onExisting === 'replace' ? existing : []
    const made = new Set<number>(labels.map(({ id }) => id))
    const diff = rebaseDiff(
      { added: byId(added), updated: {}, removed: byId(removed) },
      {
        find: (id) => this.#table.find(image, id),
        hasLabel: (id) => made.has(id) || this.labels.has(id),
        size: this.index.sizeOf(image)
      }
    )
    return { diff, objects: existing.length - removed.length + added.length }
  }

  /** Images that were edited while the others were gathered are worked out once more, until none was. */
  async #restage(staged: StagedImages, request: ImportRequest): Promise<void> {
    for (let images = staged.takeTouched(); images.length > 0; images = staged.takeTouched()) {
      for (const image of images) {
        request.signal.throwIfAborted()
        this.#stage(staged, { image, ...staged.take(image) }, request)
        await yieldToEventLoop()
      }
    }
    staged.flush()
  }

  #decide(staged: StagedImages, request: ImportRequest): Omit<ImportResult, 'skipped'> {
    request.signal.throwIfAborted()
    const { objects, replaced } = staged.totals()
    const images = staged.changed()
    const seq = this.#inTransaction(() => {
      const labels = this.labels.add(request.labels)
      const seq = this.#append({
        format: request.format,
        objects,
        labels,
        images: images.map(([image, entry, gained]) => [image, entry, gained])
      })
      this.#writeExtra(extraKey(seq, `${request.format}:dataset`), request.extra)
      for (const [id, text] of request.labelExtras) {
        this.#writeExtra(extraKey(seq, `${request.format}:label:${id}`), text)
      }
      this.settling.decide(seq)
      return seq
    })
    for (const [image, count] of staged.counts()) this.index.showObjects(image, count)
    return { import: seq, images: images.map(([image]) => image), objects, replaced }
  }

  /** Unlike an image's edit, an import does not pass over those that were undone: they may be on other images. */
  #append(record: ImportRecord): number {
    const sql = `INSERT INTO journal (scope, time, name, state, diff) VALUES (?, ?, 'import', 'done', ?)`
    return this.db.run(sql, importScope, Date.now(), packDiff(record)).lastId
  }

  #writeExtra(key: string, text: ExtraText): void {
    if (text !== null) this.db.run('INSERT INTO meta VALUES (?, ?)', key, text)
  }

  /** Decides a step back or forth; part of a transaction. */
  #turn(seq: number, images: readonly StepImage[], aim: TargetState): void {
    this.#journal.setState(seq, aim)
    this.settling.add(images, aim)
    this.settling.decide(seq)
  }

  /** One transaction that may change classes. */
  #inTransaction<T>(work: () => T): T {
    try {
      return this.db.transaction(work)
    } finally {
      this.labels.reload()
    }
  }

  /** Makes the counts of images known that a step has been decided for. */
  #publishCounts(images: readonly StepImage[]): readonly ImageId[] {
    for (const { image, objects } of images) this.index.showObjects(image, objects)
    return images.map(({ image }) => image)
  }

  /** The images of an import whose entry is in a state, and whether another entry fits a condition. */
  #imagesIn({ images }: ImportRecord, state: EntryState, condition: string) {
    const sql = `
      WITH own AS (SELECT value ->> 0 AS image, value ->> 1 AS entry, value ->> 2 AS gained FROM json_each(?))
      SELECT own.*, EXISTS (SELECT 1 FROM journal AS other WHERE scope = own.image AND ${condition}) AS passed
        FROM own JOIN journal ON journal.seq = own.entry AND journal.scope = own.image
        WHERE journal.state = ?`
    return this.db.all(sql, JSON.stringify(images), state).map((row) => ({
      image: imageIdSchema.parse(row['image']),
      entry: column.number(row, 'entry'),
      gained: column.numberOrNull(row, 'gained'),
      passed: column.number(row, 'passed') === 1
    }))
  }

  #lacksClasses(images: readonly StepImage[]): boolean {
    const sql = `SELECT 1 FROM json_each(?) JOIN journal_labels ON seq = value
      WHERE label NOT IN (SELECT id FROM labels) LIMIT 1`
    return this.db.get(sql, JSON.stringify(images.map(({ entry }) => entry))) !== undefined
  }

  /** How many more objects an image gets by an entry. */
  #gain(image: ImageId, seq: number): number {
    const entry = this.#edits.entry(image, seq)
    if (entry === null) return 0
    return Object.keys(entry.diff.added).length - Object.keys(entry.diff.removed).length
  }

  #objects(image: ImageId): number {
    return this.index.get(image)?.objects ?? 0
  }

  #record(seq: number, state: 'done' | 'undone'): ImportRecord {
    const entry = this.#journal.entry(importScope, seq)
    if (entry?.state !== state) throw badInput(`there is no import ${seq} to be changed`)
    return entry.diff
  }

  /** Waits until a step that was decided is done everywhere, and drops what one left that was not. */
  async #awaitPending(): Promise<void> {
    do {
      this.#way ??= this.#clear().finally(() => {
        this.#way = null
      })
      await this.#way
      // Another step that waited as well may have come first.
    } while (this.settling.isUnderWay)
  }

  async #clear(): Promise<void> {
    await this.settled()
    this.signal.throwIfAborted()
    await dropStaged(this.db)
  }

  #refuseWhileRunning(): void {
    if (this.#staged !== null) throw new ProblemError('task-running', 'Another import is under way.', {})
  }
}

function classesGone(): ProblemError {
  const reason = 'its classes were changed since'
  return new ProblemError('import-failed', `The import cannot be done again: ${reason}.`, { reason })
}

function byId(records: readonly Annotation[]): Record<string, Annotation> {
  return Object.fromEntries(records.map((record) => [record.id, record]))
}

function toEntry(entry: JournalEntry<ImportRecord> | null): ImportEntry | null {
  if (entry === null) return null
  const { format, images, objects } = entry.diff
  return { import: entry.seq, format, images: images.length, objects }
}
