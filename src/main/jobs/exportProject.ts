import { basename, dirname } from 'node:path'
import type { ExportReport } from '@shared/schema/export'
import type { FormatId } from '@shared/schema/formats'
import type { ImageRow } from '@shared/schema/image'
import { ProblemError, type Problem } from '@shared/schema/problem'
import type { DatasetExtras, DatasetImage } from '../formats/dataset'
import { exportDataset } from '../formats/exportDataset'
import type { Extra } from '../formats/import/foreign'
import { note } from '../formats/notes'
import { problemOf } from '../inference/engine/engineProblem'
import { readImageHeader } from '../inference/engine/image/header'
import type { ExtraOwner } from '../project/imports'
import { ProjectStore } from '../project/projectStore'
import { projectFolderName } from '../project/paths'
import type { ExportProgress, ExportTask } from './exportTask'

/**
 * Exports a project as a dataset: reads it without taking its lock, so that it may be open in the window meanwhile.
 * @throws ProblemError 'cancelled' when the signal is aborted, and what opening and exporting can run into.
 */
export async function exportProject(
  { project, options, destination }: ExportTask,
  signal: AbortSignal,
  report: (progress: ExportProgress) => void
): Promise<ExportReport> {
  const folder = imagesFolder(project.folder)
  const { store } = await ProjectStore.open({ folder, userDataDir: project.userDataDir, readOnly: true })
  try {
    const rows = store.images()
    const chosen = options.images === 'labelled' ? rows.filter(({ objects }) => objects > 0) : rows
    const { images, notes } = await measure(store, chosen, signal, report)
    if (images.length === 0) throw new ProblemError('export-empty', 'There is no image to export', {})
    const written = await exportDataset({
      dataset: {
        name: store.name,
        labels: store.labels(),
        images,
        annotations: (id) => store.annotations(id),
        extras: (format) => extrasOf(store, format)
      },
      options,
      destination,
      resolveImage: (id) => store.resolveImage(id).catch(() => null),
      signal,
      onProgress: report
    })
    return { ...written, notes: [...notes, ...written.notes] }
  } finally {
    await store.close()
  }
}

/** The folder of images, where the project file itself was named. */
function imagesFolder(path: string): string {
  const inside = dirname(path)
  return path.endsWith('.db') && basename(inside) === projectFolderName ? dirname(inside) : path
}

/** Sizes of all images; those never opened are read from their files. What cannot be read is left out, and noted. */
async function measure(
  store: ProjectStore,
  rows: readonly ImageRow[],
  signal: AbortSignal,
  report: (progress: ExportProgress) => void
): Promise<{ images: DatasetImage[]; notes: Problem[] }> {
  const images: DatasetImage[] = []
  const notes: Problem[] = []
  let unmeasured = 0
  for (const [done, row] of rows.entries()) {
    signal.throwIfAborted()
    if (done % 100 === 0) report({ phase: 'preparing', done, total: rows.length })
    const { id, path, objects } = row
    try {
      const { width, height } = await sizeOf(store, row)
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

async function sizeOf(
  store: ProjectStore,
  { id, width, height }: ImageRow
): Promise<{ width: number; height: number }> {
  if (width !== null && height !== null) return { width, height }
  return readImageHeader(await store.resolveImage(id))
}

/** What imports from a format said that the project has no place for; a newer one wins, field by field. */
function extrasOf(store: ProjectStore, format: FormatId): DatasetExtras {
  const merged = (of: ExtraOwner): Extra =>
    store
      .importExtras(format, of)
      .toReversed()
      .reduce<Extra>((extra, text) => ({ ...extra, ...(JSON.parse(text) as Extra) }), {})
  return {
    dataset: merged('dataset'),
    image: (id) => merged(`image:${id}`),
    label: (id) => merged(`label:${id}`)
  }
}
