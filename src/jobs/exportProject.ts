import type { ExportOptions, ExportReport } from '@shared/schema/exporting'
import type { FormatId } from '@shared/schema/formats'
import type { ImageRow } from '@shared/schema/image'
import { ProblemError, type Problem } from '@shared/schema/problem'
import type { DatasetExtras, DatasetImage } from '../formats/dataset'
import { exportDataset } from '../formats/exportDataset'
import type { WriteOptions } from '../formats/exportRun'
import type { Extra } from '../formats/import/foreign'
import { note } from '../formats/notes'
import { problemOf } from '../engine/engineProblem'
import type { ExtraOwner } from '../store/imports/importTypes'
import type { ProjectStore } from '../store/projectStore'
import { chosenImages } from './chosenImages'
import type { ExportTask, TaskProgress } from './jobTask'
import { assignSplits } from './assignSplits'
import { measureImage } from './readingProject'

/**
 * Exports a project as a dataset.
 * @throws ProblemError 'cancelled' when the signal is aborted, and what exporting can run into
 */
export async function exportProject(
  store: ProjectStore,
  { options, destination }: Pick<ExportTask, 'options' | 'destination'>,
  signal: AbortSignal,
  report: (progress: TaskProgress) => void
): Promise<ExportReport> {
  const { images, notes } = await measure(store, chosenImages(store.images(), options.images), signal, report)
  if (images.length === 0) throw new ProblemError('export-empty', 'There is no image to export', {})
  const resolveImage = (id: DatasetImage['id']): Promise<string | null> =>
    store.resolveImage(id).catch(() => null)
  const compared = (done: number): void => report({ phase: 'comparing', done, total: images.length })
  const written = await exportDataset({
    dataset: {
      name: store.name,
      labels: store.labels(),
      images,
      annotations: (id) => store.annotations(id),
      extras: (format) => extrasOf(store, format)
    },
    options: await writeOptions(options, images, resolveImage, signal, compared),
    destination,
    resolveImage,
    signal,
    onProgress: report
  })
  return { ...written, notes: [...notes, ...written.notes] }
}

/** Options as the exporters know them; which images is decided already, and which part they fall to is now. */
export async function writeOptions(
  { format, rle, masks, tolerance, split, imageFiles }: Omit<ExportOptions, 'images'>,
  images: readonly DatasetImage[],
  fileOf: (image: DatasetImage['id']) => Promise<string | null>,
  signal: AbortSignal,
  compared: (done: number) => void
): Promise<WriteOptions> {
  const parts = split && (await assignSplits(images, split, fileOf, signal, compared))
  return {
    ...{ format, rle, masks, tolerance, images: 'all', split: null },
    ...(parts && { parts }),
    copyImages: imageFiles !== 'none',
    linkImages: imageFiles === 'link'
  }
}

/** Sizes of all images; those never opened are read from their files. What cannot be read is left out, and noted. */
async function measure(
  store: ProjectStore,
  rows: readonly ImageRow[],
  signal: AbortSignal,
  report: (progress: TaskProgress) => void
): Promise<{ images: DatasetImage[]; notes: Problem[] }> {
  const images: DatasetImage[] = []
  const notes: Problem[] = []
  let unmeasured = 0
  for (const [done, row] of rows.entries()) {
    signal.throwIfAborted()
    if (done % 100 === 0) report({ phase: 'preparing', done, total: rows.length })
    const { id, path, objects } = row
    try {
      const { width, height } = await measuredSize(store, row)
      images.push({ id, path, width, height, objects })
    } catch (error) {
      const { kind, message, params } = problemOf(error)
      notes.push({ kind, message, params: { ...params, file: path } })
      unmeasured += objects
    }
  }
  if (unmeasured > 0) notes.push(note('unmeasured', unmeasured))
  return { images, notes }
}

/** Pixels of an image, read from its file when they are not known. @throws EngineError or ProblemError */
export async function measuredSize(
  store: ProjectStore,
  { id, width, height }: ImageRow
): Promise<{ width: number; height: number }> {
  if (width !== null && height !== null) return { width, height }
  return measureImage(await store.resolveImage(id))
}

/** An extra that is no JSON of an object is left out; the export does not need it. */
function readExtra(text: string): Extra {
  try {
    const extra: unknown = JSON.parse(text)
    return typeof extra === 'object' && extra !== null && !Array.isArray(extra) ? (extra as Extra) : {}
  } catch {
    return {}
  }
}

/** What imports from a format said that the project has no place for; a newer one wins, field by field. */
function extrasOf(store: ProjectStore, format: FormatId): DatasetExtras {
  const merged = (of: ExtraOwner): Extra =>
    store
      .importExtras(format, of)
      .toReversed()
      .reduce<Extra>((extra, text) => ({ ...extra, ...readExtra(text) }), {})
  return {
    dataset: merged('dataset'),
    image: (id) => merged(`image:${id}`),
    label: (id) => merged(`label:${id}`)
  }
}
