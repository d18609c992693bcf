import { invertDiff, isEmptyDiff } from '../../shared/history/recordsDiff'
import { annotationSchema, type Annotation } from '../../shared/schema/annotation'
import { annotationsDiffSchema, type AnnotationsDiff } from '../../shared/schema/diff'
import type { FormatId } from '../../shared/schema/formats'
import type { ImageId } from '../../shared/schema/ids'
import type { OnExisting } from '../../shared/schema/importing'
import type { Label } from '../../shared/schema/label'
import { ProblemError } from '../../shared/schema/problem'
import { AnnotationTable } from './annotations'
import { breathe } from './breathe'
import type { ImageIndex } from './imageIndex'
import { importRecordSchema, type ImportRecord } from './importRecord'
import { ImportStaging } from './importStaging'
import { importScope, Journal, packDiff, type JournalEntry } from './journal'
import type { LabelStore } from './labels'
import { column } from './rowValues'
import { badInput, settleDiff } from './settleDiff'
import type { Sqlite } from './sqlite'

/** Fields of a foreign format that the project has no place for, as JSON text; null when there are none. */
export type ExtraText = string | null

/** What an extra is of. */
export type ExtraOwner = 'dataset' | `image:${number}` | `label:${number}`

/** The objects that an image gets. */
export interface ImportedImage {
  readonly image: ImageId
  readonly objects: readonly Annotation[]
  readonly extra: ExtraText
}

/** An import: its classes first, then one image after the other. */
export interface ImportRequest {
  readonly format: FormatId
  /** Classes to be made, with numbers that are free; may grow while the images are gathered. */
  readonly labels: readonly Label[]
  /** What the format said of classes, by their numbers, complete when all images are gathered; and of the dataset. */
  readonly labelExtras: ReadonlyMap<number, string>
  readonly extra: ExtraText
  readonly onExisting: OnExisting
  /** Each image once. */
  readonly images: AsyncIterable<ImportedImage>
  /** Ends the import with its reason, up to the moment when everything is written at once. */
  readonly signal: AbortSignal
}

/** What an import did. */
export interface ImportResult {
  /** Its number, to take it back by. */
  readonly import: number
  readonly images: readonly ImageId[]
  /** Images that were left alone because they have objects. */
  readonly skipped: number
  readonly objects: number
  readonly replaced: number
}

/** What taking an import back, or doing it again, changed. */
export interface ImportStep {
  readonly import: number
  readonly images: readonly ImageId[]
  /** Images that were edited since, on which it was not done again. */
  readonly left: number
}

/** An import that can be taken back or done again. */
export interface ImportEntry {
  readonly import: number
  readonly format: FormatId
  readonly images: number
  readonly objects: number
}

/**
 * Imports: each is one step over many images and the classes. What it will write is gathered beside the project and
 * then written in one transaction, so that it is there as a whole or not at all.
 */
export class Imports {
  readonly #table: AnnotationTable
  readonly #journal: Journal<ImportRecord>
  readonly #edits: Journal<AnnotationsDiff>
  #running = false

  constructor(
    private readonly db: Sqlite,
    private readonly index: ImageIndex,
    private readonly labels: LabelStore
  ) {
    this.#table = new AnnotationTable(db)
    this.#journal = new Journal(db, importRecordSchema)
    this.#edits = new Journal(db, annotationsDiffSchema)
  }

  /**
   * Runs an import to its end. The images' objects may be edited meanwhile.
   * @throws ProblemError 'task-running' while another one is under way, 'label-duplicate', 'bad-input', or the
   * signal's reason; nothing is changed then.
   */
  async run(request: ImportRequest): Promise<ImportResult> {
    if (this.#running) throw new ProblemError('task-running', 'Another import is under way.', {})
    this.#running = true
    const staging = new ImportStaging(this.db)
    try {
      let skipped = 0
      for await (const imported of request.images) {
        request.signal.throwIfAborted()
        if (!this.#stage(staging, imported, request)) skipped++
        await breathe()
      }
      request.signal.throwIfAborted()
      return { ...this.#write(staging, request), skipped }
    } finally {
      staging.drop()
      this.#running = false
    }
  }

  /** The import that undo would take back, or null. */
  lastDone(): ImportEntry | null {
    return toEntry(this.#journal.lastDone(importScope))
  }

  /** The import that redo would do again, or null. */
  firstUndone(): ImportEntry | null {
    return toEntry(this.#journal.firstUndone(importScope))
  }

  /** The import that an entry of an image belongs to, or null for any other edit. */
  ofEntry(image: ImageId, entry: JournalEntry<AnnotationsDiff>): number | null {
    if (entry.name !== 'import') return null
    const sql = 'SELECT seq FROM journal WHERE scope = ? AND seq > ? ORDER BY seq LIMIT 1'
    const row = this.db.get(sql, importScope, entry.seq)
    const seq = row === undefined ? null : column.number(row, 'seq')
    const record = seq === null ? null : this.#journal.entry(importScope, seq)
    return record?.diff.images.some(([id, own]) => id === image && own === entry.seq) === true ? seq : null
  }

  /**
   * Takes an import back on all its images, and the classes that it made unless they are used by now.
   * @param later take back, before it, what was edited since; without it such images refuse the step
   * @throws ProblemError 'import-edited', and then nothing is changed
   */
  undo(seq: number, later = false): ImportStep {
    const record = this.#record(seq, 'done')
    const images = record.images.filter(([image, own]) => this.#edits.stateOf(image, own) === 'done')
    const edited = images.filter(([image, own]) => this.#edits.next(image).undo !== own)
    if (edited.length > 0 && !later) {
      const message = `Images edited since the import: ${edited.length}.`
      throw new ProblemError('import-edited', message, { count: edited.length })
    }
    const changed = images.map(([image]) => image)
    this.#together(changed, () => {
      for (const [image, own] of images) this.#undoDownTo(image, own)
      const steps = new Set(record.images.map(([, own]) => own))
      if (record.labels !== null) this.labels.takeBack(record.labels, steps)
      this.#journal.setState(seq, 'undone')
    })
    return { import: seq, images: changed, left: 0 }
  }

  /**
   * Does an import again, except on images that were edited since.
   * @throws ProblemError 'import-failed' when one of its classes is gone for good
   */
  redo(seq: number): ImportStep {
    const record = this.#record(seq, 'undone')
    const images = record.images.filter(([image, own]) => this.#edits.next(image).redo === own)
    const changed = images.map(([image]) => image)
    this.#together(changed, () => {
      if (record.labels !== null && !this.labels.bringBack(record.labels)) throw classesGone()
      for (const [image, own] of images) {
        const entry = this.#edits.entry(image, own)
        if (entry === null) continue
        const classes = Object.values(entry.diff.added).map(({ labelId }) => labelId)
        if (!classes.every((id) => this.labels.has(id))) throw classesGone()
        this.#table.apply(image, entry.diff)
        this.#edits.setState(own, 'done')
      }
      this.#journal.setState(seq, 'done')
    })
    return { import: seq, images: changed, left: record.images.length - images.length }
  }

  /** What a format said of an image, a class or the dataset, by the imports that are in force, newest first. */
  extras(format: FormatId, of: ExtraOwner): readonly string[] {
    return this.db
      .all(
        `SELECT value FROM journal JOIN meta ON key = 'import:' || seq || ':' || ?
          WHERE scope = ? AND state = 'done' AND name = 'import' ORDER BY seq DESC`,
        `${format}:${of}`,
        importScope
      )
      .map((row) => column.text(row, 'value'))
  }

  /** Works out what an image's change will be. False when it is left alone because it has objects. */
  #stage(staging: ImportStaging, imported: ImportedImage, request: ImportRequest): boolean {
    const { image, objects, extra } = imported
    if (this.index.get(image) === null) throw badInput(`there is no image ${image}`)
    if (staging.has(image)) throw badInput(`the image ${image} is imported twice`)
    const diff = this.#settle(image, objects, request)
    if (diff === null) return false
    if (!isEmptyDiff(diff) || extra !== null) staging.put(image, diff, extra)
    return true
  }

  #settle(
    image: ImageId,
    objects: readonly Annotation[],
    { onExisting, labels }: ImportRequest
  ): AnnotationsDiff | null {
    const existing = this.#table.ofImage(image, (error) => {
      throw error
    })
    if (onExisting === 'skip' && existing.length > 0) return null
    const above = onExisting === 'add' ? Math.max(-1, ...existing.map(({ order }) => order)) + 1 : 0
    const added = objects.map((object, i) => ({ ...object, order: above + i }))
    const removed = onExisting === 'replace' ? existing : []
    const made = new Set<number>(labels.map(({ id }) => id))
    return settleDiff(
      { added: byId(added), updated: {}, removed: byId(removed) },
      {
        find: (id) => this.#table.find(image, id),
        hasLabel: (id) => made.has(id) || this.labels.has(id),
        size: this.index.sizeOf(image)
      }
    )
  }

  #write(staging: ImportStaging, request: ImportRequest): Omit<ImportResult, 'skipped'> {
    const staged = staging.images()
    // Images that were edited while the others were gathered are worked out once more.
    for (const { image, version } of staged) {
      if (staging.version(image) === version) continue
      const objects = staging.added(image).map((data) => annotationSchema.parse(JSON.parse(data)))
      staging.replace(image, this.#settle(image, objects, request))
    }
    const { objects, replaced } = staging.totals()
    const images = staging.images().map(({ image }) => image)
    return this.#together(images, () => {
      const labels = this.labels.add(request.labels)
      const entries = images.flatMap((image): [ImageId, number][] => {
        const entry = staging.write(image)
        return entry === null ? [] : [[image, entry]]
      })
      const seq = this.#append({ format: request.format, objects, labels, images: entries })
      const prefix = `import:${seq}:${request.format}`
      staging.writeExtras(prefix)
      this.#writeExtra(`${prefix}:dataset`, request.extra)
      for (const [id, text] of request.labelExtras) this.#writeExtra(`${prefix}:label:${id}`, text)
      return { import: seq, images: entries.map(([image]) => image), objects, replaced }
    })
  }

  /** Unlike an image's edit, an import does not pass over those that were undone: they may be on other images. */
  #append(record: ImportRecord): number {
    const sql = `INSERT INTO journal (scope, time, name, state, diff) VALUES (?, ?, 'import', 'done', ?)`
    return this.db.run(sql, importScope, Date.now(), packDiff(record)).lastId
  }

  #writeExtra(key: string, text: ExtraText): void {
    if (text !== null) this.db.run('INSERT INTO meta VALUES (?, ?)', key, text)
  }

  /** One transaction over images and classes; the images' counts follow it. */
  #together<T>(images: readonly ImageId[], work: () => T): T {
    try {
      const { result, publish } = this.db.transaction(() => ({
        result: work(),
        publish: images.map((image) => this.index.writeObjects(image, this.#table.count(image)))
      }))
      for (const tell of publish) tell()
      return result
    } finally {
      this.labels.reload()
    }
  }

  #undoDownTo(image: ImageId, last: number): void {
    for (let entry = this.#edits.lastDone(image); entry !== null; entry = this.#edits.lastDone(image)) {
      this.#table.apply(image, invertDiff(entry.diff) as AnnotationsDiff)
      this.#edits.setState(entry.seq, 'undone')
      if (entry.seq === last) return
    }
  }

  #record(seq: number, state: 'done' | 'undone'): ImportRecord {
    const entry = this.#journal.entry(importScope, seq)
    if (entry?.state !== state) throw badInput(`there is no import ${seq} to be changed`)
    return entry.diff
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
