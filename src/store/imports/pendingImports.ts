import { applyDiff, invertDiff } from '@shared/history/recordsDiff'
import type { Annotation } from '@shared/schema/annotation'
import { annotationsDiffSchema, type AnnotationsDiff } from '@shared/schema/diff'
import { type FormatId, formatIdSchema } from '@shared/schema/formats'
import { imageIdSchema, type ImageId } from '@shared/schema/ids'
import { AnnotationTable } from '../annotations'
import { yieldToEventLoop } from '../yieldToEventLoop'
import type { ImageIndex } from '../scan/imageIndex'
import { importScope, Journal } from '../journal'
import type { LabelStore } from '../labels'
import { dropMeta, getMeta, setMeta } from '../database/meta'
import { column } from '../database/rowValues'
import type { Sqlite } from '../database/sqlite'
import { z } from 'zod'

/** So long, in milliseconds, images are settled before everything else has its turn. */
const SLICE_MS = 8

/** What an image is to become: its entry in force, or taken back with all that came after it. */
export type TargetState = 'done' | 'undone'

/** An image of a step, and how many objects it has once the step is done there. */
export interface StepImage {
  readonly image: ImageId
  readonly entry: number
  readonly objects: number
}

interface Waiting {
  /** Null when the image only gets what the format said of it. */
  readonly entry: number | null
  readonly aim: TargetState
  readonly extra: string | null
}

/** What becomes of a step that is pending. */
export interface PendingImportsListener {
  /** The rows of an image are as they were decided to be. */
  readonly image?: (image: ImageId) => void
  /** So are those of all images; with its classes, where these went. */
  readonly finished?: (classes: boolean) => void
}

const decided = `EXISTS (SELECT 1 FROM meta WHERE key = 'settling')`

/**
 * A step over many images is decided in one short transaction, which is when it is there for everybody, and is then
 * worked into the images' own rows, some at a time. Until an image's turn comes, whoever reads it is shown what it
 * will be, and whoever edits it brings its turn forward. All of it is in the project file, so that a process that was
 * killed leaves it to the next one.
 */
export class PendingImports {
  readonly #table: AnnotationTable
  readonly #edits: Journal<AnnotationsDiff>
  readonly #imports: Journal<ImportRecord>

  constructor(
    private readonly db: Sqlite,
    private readonly index: ImageIndex,
    private readonly labels: LabelStore,
    /** Told outside of any transaction. */
    private readonly listener: PendingImportsListener = {}
  ) {
    this.#table = new AnnotationTable(db)
    this.#edits = new Journal(db, annotationsDiffSchema)
    this.#imports = new Journal(db, importRecordSchema)
  }

  /** Whether a step is decided and not yet done everywhere. */
  get isUnderWay(): boolean {
    return this.#step() !== null
  }

  /** Decides a step for the images that wait already; part of the caller's transaction. */
  decide(step: number): void {
    setMeta(this.db, 'settling', String(step))
  }

  /** Lets images wait for a step; part of the transaction that decides it. */
  add(images: readonly StepImage[], aim: TargetState): void {
    this.db.run(
      `INSERT INTO unsettled (image, entry, state, objects)
        SELECT value ->> 0, value ->> 1, ?, value ->> 2 FROM json_each(?)`,
      aim,
      JSON.stringify(images.map(({ image, entry, objects }) => [image, entry, objects]))
    )
  }

  /** The objects of an image as they will be, lowest first, from those in its rows. */
  withPendingApplied(image: ImageId, stored: Annotation[]): Annotation[] {
    const waiting = this.#waiting(image)
    if (waiting === null) return stored
    const objects = this.#changes(image, waiting).reduce(applyDiff, byId(stored))
    return [...objects.values()].sort((a, b) => a.order - b.order)
  }

  /** How many objects an image will have when an entry and all after it are taken back. */
  countBefore(image: ImageId, entry: number): number {
    const stored = this.#table.ofImage(image, () => undefined)
    return this.#changes(image, { entry, aim: 'undone' }).reduce(applyDiff, byId(stored)).size
  }

  /** What a format said of an image that waits for a step; null when there is nothing. */
  extra(image: number, step: number, format: FormatId): string | null {
    if (this.#step() !== step) return null
    const row = this.db.get('SELECT extra FROM unsettled WHERE image = ?', image)
    const text = row === undefined ? null : column.textOrNull(row, 'extra')
    if (text === null) return null
    return this.#imports.entry(importScope, step)?.diff.format === format ? text : null
  }

  /** Brings an image's turn forward. Where nothing can be written it goes on waiting. */
  image(image: ImageId): void {
    if (this.db.readOnly) return
    const step = this.#step()
    if (step === null) return
    const tell = this.db.transaction(() => this.#settle(image, step))
    tell()
  }

  /**
   * Works through all that wait, and lets everything else have its turn between. What is left when the signal is
   * aborted goes on when the project is opened again.
   * @throws ProblemError 'disk-full', 'save-failed'; what is left waits then, too
   */
  async rest(signal: AbortSignal): Promise<void> {
    for (let step = this.#step(); step !== null && !signal.aborted; step = this.#step()) {
      if (this.#slice(step)) await yieldToEventLoop()
      else this.#finish(step)
    }
  }

  /** Settles some images in one transaction. False when no more are left. */
  #slice(step: number): boolean {
    const until = performance.now() + SLICE_MS
    const told: (() => void)[] = []
    const isMore = this.db.repeatable(() => {
      do {
        const row = this.db.get('SELECT image FROM unsettled ORDER BY image LIMIT 1')
        if (row === undefined) return false
        told.push(this.#settle(imageIdSchema.parse(row['image']), step))
      } while (performance.now() < until)
      return true
    })
    for (const tell of told) tell()
    return isMore
  }

  /** Writes an image's rows and its entry; part of the caller's transaction. Returns what makes its count known. */
  #settle(image: ImageId, step: number): () => void {
    const waiting = this.#waiting(image)
    if (waiting === null) return () => undefined
    const changes = this.#changes(image, waiting)
    for (const diff of changes) this.#table.apply(image, diff)
    this.#turn(image, waiting)
    if (waiting.extra !== null) this.#writeExtra(image, step, waiting.extra)
    this.db.run('DELETE FROM unsettled WHERE image = ?', image)
    const publish = this.index.writeObjects(image, this.#table.count(image))
    return () => {
      publish()
      this.listener.image?.(image)
    }
  }

  /** Gives the entries of an image the state that they are to have. */
  #turn(image: ImageId, { entry, aim }: Waiting): void {
    if (entry === null) return
    if (aim === 'undone') {
      const sql = `UPDATE journal SET state = 'undone' WHERE scope = ? AND state = 'done' AND seq >= ?`
      this.db.run(sql, image, entry)
      return
    }
    const sql = `UPDATE journal SET state = 'abandoned' WHERE scope = ? AND state = 'undone'
      AND (SELECT state FROM journal WHERE seq = ?) = 'staged'`
    this.db.run(sql, image, entry)
    this.#edits.setState(entry, 'done')
  }

  #writeExtra(image: ImageId, step: number, text: string): void {
    const format = this.#imports.entry(importScope, step)?.diff.format
    if (format === undefined) return
    this.db.run('INSERT INTO meta VALUES (?, ?)', extraKey(step, `${format}:image:${image}`), text)
  }

  /** Classes go last: until then there are objects that have them. */
  #finish(step: number): void {
    let classes = false
    try {
      this.db.transaction(() => {
        const record = this.#imports.entry(importScope, step)
        if (record?.state === 'undone' && record.diff.labels !== null) {
          classes = this.labels.takeBack(
            record.diff.labels,
            record.diff.images.map(([, entry]) => entry)
          )
        }
        dropMeta(this.db, 'settling')
      })
    } finally {
      this.labels.reload()
    }
    this.listener.finished?.(classes)
  }

  #step(): number | null {
    const step = Number(getMeta(this.db, 'settling') ?? Number.NaN)
    return Number.isSafeInteger(step) ? step : null
  }

  #waiting(image: ImageId): Waiting | null {
    const row = this.db.get(`SELECT entry, state, extra FROM unsettled WHERE image = ? AND ${decided}`, image)
    if (row === undefined) return null
    return {
      entry: column.numberOrNull(row, 'entry'),
      aim: column.text(row, 'state') === 'undone' ? 'undone' : 'done',
      extra: column.textOrNull(row, 'extra')
    }
  }

  #changes(image: ImageId, { entry, aim }: Pick<Waiting, 'entry' | 'aim'>): readonly AnnotationsDiff[] {
    if (entry === null) return []
    if (aim === 'undone') {
      return this.#edits
        .doneSince(image, entry)
        .map(({ diff }) => invertDiff(diff) as unknown as AnnotationsDiff)
    }
    const own = this.#edits.entry(image, entry)
    return own === null || own.state === 'done' ? [] : [own.diff]
  }
}

/** Where the project keeps what a format said of something, in an import. */
export function extraKey(step: number, of: string): string {
  return `import:${step}:${of}`
}

function byId(records: readonly Annotation[]): ReadonlyMap<string, Annotation> {
  return new Map(records.map((record) => [record.id, record]))
}

/** What the journal keeps of an import: the entries that belong to it. What they changed, they say themselves. */
export const importRecordSchema = z.object({
  format: formatIdSchema,
  objects: z.number().int(),
  /** The entry of the classes that it made, or null. */
  labels: z.number().int().nullable(),
  /** The images, each with its entry, and how many objects more it got than it lost; older ones do not say that. */
  images: z.array(z.tuple([imageIdSchema, z.number().int(), z.number().int().optional()]))
})
export type ImportRecord = z.infer<typeof importRecordSchema>
