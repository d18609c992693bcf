import { invertDiff } from '@shared/history/recordsDiff'
import type { HistoryStep, OpenedImage } from '@shared/ipc/views'
import { annotationSchema, type Annotation } from '@shared/schema/annotation'
import {
  annotationsDiffSchema,
  type AnnotationsDiff,
  type EditName,
  type HistoryState
} from '@shared/schema/diff'
import type { ImageId } from '@shared/schema/ids'
import type { ImageRow, ViewState } from '@shared/schema/image'
import { applyEdit, inDrawingOrder, toAnnotationsDiff } from '../document/annotations'
import type { Annotations } from '../editorState'

interface Entry {
  readonly name: EditName
  readonly diff: AnnotationsDiff
}

interface StoredImage {
  readonly row: ImageRow
  annotations: Annotations
  journal: Entry[]
  /** Entries before it are done, from it on they are undone. */
  at: number
  view: ViewState | null
}

/** The project store in memory: records and a journal per image, as the real one keeps them in a database. */
export class MemoryStore {
  readonly #images = new Map<ImageId, StoredImage>()
  /** Thrown by the next calls instead of saving. */
  failing: Error | null = null
  /** Every edit that was saved, in order. */
  readonly saved: { readonly image: ImageId; readonly name: EditName }[] = []

  add(row: ImageRow, annotations: readonly Annotation[] = []): void {
    const stored = { row, annotations: inDrawingOrder(annotations), journal: [], at: 0, view: null }
    this.#images.set(row.id, stored)
  }

  open(id: ImageId): OpenedImage {
    const { row, annotations, view } = this.#image(id)
    return {
      image: row,
      annotations: [...annotations.values()],
      history: this.#history(id),
      view,
      embedding: 'memory'
    }
  }

  annotations(id: ImageId): Annotations {
    return this.#image(id).annotations
  }

  view(id: ImageId): ViewState | null {
    return this.#image(id).view
  }

  setView(id: ImageId, view: ViewState): void {
    this.#image(id).view = view
  }

  /** @throws Error when the edit does not begin from what is stored. */
  commit(id: ImageId, name: EditName, sent: AnnotationsDiff): HistoryState {
    if (this.failing) throw this.failing
    const image = this.#image(id)
    const diff = annotationsDiffSchema.parse(structuredClone(sent))
    const expected = { ...diff.removed, ...mapValues(diff.updated, ([from]) => from) }
    for (const [key, record] of Object.entries(expected)) {
      const stored = image.annotations.get(key)
      if (!stored || canonical(stored) !== canonical(record)) {
        throw new Error(`The edit "${name}" does not begin from what is stored of ${key}`)
      }
    }
    image.annotations = applyEdit(image.annotations, diff)
    image.journal = [...image.journal.slice(0, image.at), { name, diff }]
    image.at = image.journal.length
    this.saved.push({ image: id, name })
    return this.#history(id)
  }

  undo(id: ImageId): HistoryStep | null {
    if (this.failing) throw this.failing
    const image = this.#image(id)
    const entry = image.journal[image.at - 1]
    if (!entry) return null
    image.at--
    return this.#step(image, toAnnotationsDiff(invertDiff(entry.diff)))
  }

  redo(id: ImageId): HistoryStep | null {
    if (this.failing) throw this.failing
    const image = this.#image(id)
    const entry = image.journal[image.at]
    if (!entry) return null
    image.at++
    return this.#step(image, entry.diff)
  }

  #step(image: StoredImage, diff: AnnotationsDiff): HistoryStep {
    image.annotations = applyEdit(image.annotations, diff)
    return { diff: structuredClone(diff), history: this.#history(image.row.id) }
  }

  #history(id: ImageId): HistoryState {
    const { journal, at } = this.#image(id)
    return { undo: journal[at - 1]?.name ?? null, redo: journal[at]?.name ?? null }
  }

  #image(id: ImageId): StoredImage {
    const image = this.#images.get(id)
    if (!image) throw new Error(`No image ${id}`)
    return image
  }
}

/** As text, with the fields in one order. */
function canonical(record: Annotation): string {
  return JSON.stringify(annotationSchema.parse(record))
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))
}
