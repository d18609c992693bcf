import { basename, parse, resolve } from 'node:path'
import type { Annotation } from '@shared/schema/annotation'
import type { ExportOptions, ExportReport } from '@shared/schema/exporting'
import type { FormatId } from '@shared/schema/formats'
import type { ImageId } from '@shared/schema/ids'
import type { ImportItem, ItemCount } from '@shared/schema/importing'
import { ProblemError } from '@shared/schema/problem'
import type { DatasetExtras, DatasetImage } from '../formats/dataset'
import { exportDataset } from '../formats/exportDataset'
import type { Extra } from '../formats/import/foreign'
import { writeOptions } from './exportProject'
import type { TaskProgress } from './jobTask'
import { openStandalone, type StandaloneDataset } from './openStandalone'
import { DiskBackedMap } from './diskBackedMap'

/** A dataset that becomes one of another format; no project is needed. */
export interface ConvertTask {
  readonly path: string
  /** Null to find it out. */
  readonly from: FormatId | null
  readonly options: Omit<ExportOptions, 'images'>
  /** The dataset becomes a new folder in it. */
  readonly destination: string
}

/** What was written, and what was not taken over as it stands. */
export interface ConvertReport extends ExportReport {
  readonly from: FormatId
  readonly counts: readonly ItemCount[]
  readonly items: readonly ImportItem[]
}

/** What waits of an image until it is written. */
interface Waiting {
  readonly objects: readonly Annotation[]
  readonly extra: Extra
}

/** Writes a dataset in another format; memory stays bounded. @throws ProblemError as reading and exporting do */
export async function convertDataset(
  { path, from, options, destination }: ConvertTask,
  signal: AbortSignal,
  progress: (progress: TaskProgress) => void
): Promise<ConvertReport> {
  const own = await openStandalone({ path, format: from }, signal, progress)
  const waiting = await DiskBackedMap.create<ImageId, Waiting>()
  try {
    const images: DatasetImage[] = []
    const files = new Map<ImageId, string>()
    for await (const { image: id, objects, extra, source } of own.images()) {
      images.push({ id, path: source.path, ...source.size, objects: objects.length })
      if (source.file !== null) files.set(id, source.file)
      waiting.put(id, { objects, extra })
    }
    if (images.length === 0) throw new ProblemError('export-empty', 'There is no image to write', {})
    const resolveImage = (id: ImageId): Promise<string | null> => Promise.resolve(files.get(id) ?? null)
    const compared = (done: number): void => progress({ phase: 'comparing', done, total: images.length })
    const report = await exportDataset({
      dataset: {
        name: parse(basename(resolve(path))).name,
        labels: own.labels,
        images,
        annotations: (id) => waiting.get(id)?.objects ?? [],
        extras: (format) => extrasOf(own, format, waiting)
      },
      options: await writeOptions(options, images, resolveImage, signal, compared),
      destination,
      resolveImage,
      signal,
      onProgress: progress
    })
    return { ...report, from: own.format, counts: own.log.counts, items: own.log.items }
  } finally {
    own.close()
    await waiting.dispose()
  }
}

/** What a format said that we have no place for goes back to the same format. */
function extrasOf(
  own: StandaloneDataset,
  format: FormatId,
  waiting: DiskBackedMap<ImageId, Waiting>
): DatasetExtras {
  const isSame = format === own.format
  const labels = new Map(isSame ? own.classes.mapped().map(([{ extra }, id]) => [id, extra]) : [])
  return {
    dataset: isSame ? own.dataset.extra : {},
    image: (id) => (isSame ? (waiting.get(id)?.extra ?? {}) : {}),
    label: (id) => labels.get(id) ?? {}
  }
}
