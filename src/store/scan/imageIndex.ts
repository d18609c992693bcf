import { problem, problemSchema, type Problem } from '@shared/schema/problem'
import { imageIdSchema, type ImageId } from '@shared/schema/ids'
import { viewStateSchema, type ImageRow, type ViewState } from '@shared/schema/image'
import type { ImageSize } from '../maskCheck'
import { sortByPath } from '@shared/order/naturalOrder'
import { column, numberOr, storedJson } from '../database/rowValues'
import type { ScannedFile } from './scan'
import type { Sqlite, SqlRow } from '../database/sqlite'

/** An image as the index knows it. */
export interface IndexedImage extends ScannedFile {
  readonly id: ImageId
  readonly width: number | null
  readonly height: number | null
  readonly problem: Problem | null
  /** The last search did not find the file. */
  readonly missing: boolean
  readonly objects: number
  readonly proposals: number
}

/** A known image whose file is now another, or lies elsewhere. */
export interface FileUpdate {
  readonly id: ImageId
  readonly file: ScannedFile
  /** Its content changed, so that what was known of it (size in pixels, problem) no longer holds. */
  readonly contentChanged: boolean
}

/**
 * The project's images: a table, and all of it in memory. Missing images stay in the table for good, since they may
 * hold objects; those without objects and history are not listed when the project is opened again.
 */
export class ImageIndex {
  readonly #byId = new Map<ImageId, IndexedImage>()
  readonly #byPath = new Map<string, ImageId>()
  readonly #hidden = new Set<ImageId>()
  #ordered: readonly ImageId[] | null = null

  constructor(private readonly db: Sqlite) {
    const rows = db.all(`
      SELECT id, path, instr(path, x'00') > 0 AS cut, size, mtime, width, height, problem, missing, proposals,
        coalesce(decided.objects, images.objects) AS objects,
        missing AND images.objects = 0 AND id NOT IN (SELECT scope FROM journal) AS hidden
      FROM images LEFT JOIN (
        SELECT image, objects FROM unsettled WHERE EXISTS (SELECT 1 FROM meta WHERE key = 'settling')
      ) AS decided ON decided.image = id
      ORDER BY path`)
    for (const row of rows) {
      const image = readImage(row)
      this.#put(image)
      if (column.number(row, 'hidden') === 1) this.#hidden.add(image.id)
    }
  }

  /** The listed images, in natural order. */
  list(): ImageRow[] {
    const rows: ImageRow[] = []
    for (const id of this.#order()) {
      const image = this.#byId.get(id)
      if (image !== undefined && !this.#hidden.has(id)) rows.push(toRow(image))
    }
    return rows
  }

  /** So many of the listed images that come after one and have no problem; without making a row of every image. */
  following(id: ImageId, count: number): ImageId[] {
    const order = this.#order()
    const found: ImageId[] = []
    for (let at = order.indexOf(id) + 1; at < order.length && found.length < count; at++) {
      const image = this.#byId.get(order[at] ?? id)
      if (image && !this.#hidden.has(image.id) && !image.missing && image.problem === null)
        found.push(image.id)
    }
    return found
  }

  /** Every known image, listed or not. */
  known(): Iterable<IndexedImage> {
    return this.#byId.values()
  }

  /** How many images are listed. */
  get count(): number {
    return this.#byId.size - this.#hidden.size
  }

  /** Whether an image is in the list; one that went missing without objects is not, until its file is back. */
  isListed(id: ImageId): boolean {
    return this.#byId.has(id) && !this.#hidden.has(id)
  }

  get(id: ImageId): IndexedImage | null {
    return this.#byId.get(id) ?? null
  }

  row(id: ImageId): ImageRow | null {
    const image = this.#byId.get(id)
    return image === undefined ? null : toRow(image)
  }

  findPath(path: string): IndexedImage | null {
    const id = this.#byPath.get(path)
    return id === undefined ? null : this.get(id)
  }

  /** Adds new images, in one transaction. */
  add(files: readonly ScannedFile[]): ImageRow[] {
    if (files.length === 0) return []
    const added = this.db.transaction(() =>
      files.map(({ path, size, mtime }): IndexedImage => {
        const sql = 'INSERT INTO images (path, size, mtime) VALUES (?, ?, ?)'
        const id = imageIdSchema.parse(this.db.run(sql, path, size, mtime).lastId)
        return {
          id,
          path,
          size,
          mtime,
          width: null,
          height: null,
          problem: null,
          missing: false,
          objects: 0,
          proposals: 0
        }
      })
    )
    for (const image of added) this.#put(image)
    return added.map(toRow)
  }

  /** Takes over what was found out about known images' files, in one transaction; they are not missing then. */
  update(updates: readonly FileUpdate[]): ImageRow[] {
    const changed = updates.flatMap(({ id, file, contentChanged }) => {
      const image = this.#byId.get(id)
      if (image === undefined) return []
      const unknown = contentChanged ? { width: null, height: null, problem: null } : {}
      return [{ ...image, ...file, ...unknown, missing: false }]
    })
    this.#store(changed)
    return changed.map(toRow)
  }

  /** Marks images whose files were not found, in one transaction. */
  markMissing(ids: readonly ImageId[]): ImageRow[] {
    const changed = ids.flatMap((id) => {
      const image = this.#byId.get(id)
      return image === undefined || image.missing ? [] : [{ ...image, missing: true }]
    })
    this.#store(changed)
    return changed.map(toRow)
  }

  /** Pixels of an image, or null while they are not known. */
  sizeOf(id: ImageId): ImageSize | null {
    const image = this.#byId.get(id)
    if (image === undefined || image.width === null || image.height === null) return null
    return { width: image.width, height: image.height }
  }

  setSize(id: ImageId, { width, height }: ImageSize): void {
    const image = this.#byId.get(id)
    if (image === undefined || (image.width === width && image.height === height)) return
    this.#learn({ ...image, width, height })
  }

  /** Opening a file shows whether it is there, as a search does. */
  setProblem(id: ImageId, problem: Problem | null): void {
    const image = this.#byId.get(id)
    if (image === undefined) return
    const missing = problem?.kind === 'image-missing'
    const known = missing ? image.problem : problem
    if (missing === image.missing && JSON.stringify(known) === JSON.stringify(image.problem)) return
    this.#learn({ ...image, missing, problem: known })
  }

  /** Writes how many objects an image has; part of the caller's transaction. Returns what makes it known. */
  writeObjects(id: ImageId, objects: number): () => void {
    this.db.run('UPDATE images SET objects = ? WHERE id = ?', objects, id)
    return () => this.showObjects(id, objects)
  }

  /** Writes how many proposals an image has; part of the caller's transaction. Returns what makes it known. */
  writeProposals(id: ImageId, proposals: number): () => void {
    this.db.run('UPDATE images SET proposals = ? WHERE id = ?', proposals, id)
    return () => {
      const image = this.#byId.get(id)
      if (image !== undefined) this.#put({ ...image, proposals })
    }
  }

  /** Makes it known how many objects an image has, where that is decided and not yet in its row. */
  showObjects(id: ImageId, objects: number): void {
    const image = this.#byId.get(id)
    if (image !== undefined) this.#put({ ...image, objects })
  }

  view(id: ImageId): ViewState | null {
    return (
      storedJson(this.db.get('SELECT view FROM images WHERE id = ?', id), 'view', viewStateSchema) ?? null
    )
  }

  setView(id: ImageId, view: ViewState): void {
    this.db.run('UPDATE images SET view = ? WHERE id = ?', JSON.stringify(viewStateSchema.parse(view)), id)
  }

  #order(): readonly ImageId[] {
    this.#ordered ??= sortByPath(this.#byId.values()).map((image) => image.id)
    return this.#ordered
  }

  /** What was found out about a file is known from now on, even if it cannot be written. */
  #learn(image: IndexedImage): void {
    this.#put(image)
    this.#store([image])
  }

  #store(images: readonly IndexedImage[]): void {
    if (images.length === 0) return
    const sql = `UPDATE images
      SET path = ?, size = ?, mtime = ?, width = ?, height = ?, problem = ?, missing = ? WHERE id = ?`
    this.db.transaction(() => {
      for (const image of images) {
        const { path, size, mtime, width, height, id } = image
        const problem = image.problem === null ? null : JSON.stringify(image.problem)
        this.db.run(sql, path, size, mtime, width, height, problem, image.missing ? 1 : 0, id)
      }
    })
    for (const image of images) this.#put(image)
  }

  #put(image: IndexedImage): void {
    const before = this.#byId.get(image.id)
    if (before?.path !== image.path) {
      if (before !== undefined) this.#byPath.delete(before.path)
      this.#byPath.set(image.path, image.id)
      this.#ordered = null
    }
    this.#byId.set(image.id, image)
    if (!image.missing) this.#hidden.delete(image.id)
  }
}

/** What a search of the folder or a look at the file brings again may be anything. */
function readImage(row: SqlRow): IndexedImage {
  const id = imageIdSchema.parse(row['id'])
  return {
    id,
    path: readPath(row, id),
    size: numberOr(row, 'size', 0),
    mtime: numberOr(row, 'mtime', 0),
    width: readSide(row, 'width'),
    height: readSide(row, 'height'),
    problem: storedJson(row, 'problem', problemSchema) ?? null,
    missing: row['missing'] === 1,
    objects: numberOr(row, 'objects', 0),
    proposals: numberOr(row, 'proposals', 0)
  }
}

/**
 * No file has a path with a NUL. The library cuts it there when it is written, if not when it is read already, so that it
 * would be another image's. It gets one that no file has, which keeps the image and its objects apart.
 */
function readPath(row: SqlRow, id: ImageId): string {
  const path = column.text(row, 'path')
  if (row['cut'] !== 1) return path
  const [start = ''] = path.split('\0')
  return `${start}\u{FFFD}${id}`
}

function readSide(row: SqlRow, name: 'width' | 'height'): number | null {
  const value = row[name]
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : null
}

function toRow(image: IndexedImage): ImageRow {
  const { id, path, width, height, objects, proposals, size, mtime } = image
  const fault = image.missing ? missingProblem(path) : image.problem
  return { id, path, width, height, objects, proposals, problem: fault, version: contentVersion(size, mtime) }
}

function missingProblem(path: string): Problem {
  return problem('image-missing', `"${path}" is no longer in the folder.`, { file: path })
}

/** Changes when the file does: size and modification time in base 36. */
function contentVersion(size: number, mtimeMs: number): string {
  return `${size.toString(36)}-${Math.trunc(mtimeMs).toString(36)}`
}
