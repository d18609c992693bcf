import type { Size } from '@shared/geometry/spaces'
import type { FormatId } from '@shared/schema/formats'
import type { FormatCandidate, ImportItem } from '@shared/schema/importing'
import type { ImageRow } from '@shared/schema/image'
import { ProblemError } from '@shared/schema/problem'
import { detectFormats } from '../formats/import/detect'
import type { ForeignDataset } from '../formats/import/foreign'
import type { ImageMatcher } from '../formats/import/imageMatcher'
import type { ItemLog } from '../formats/import/itemLog'
import { defaultLimits } from '../formats/import/limits'
import type { DatasetReader } from '../formats/import/reader'
import { SourceFolder } from '../formats/import/sourceFolder'
import { withOriginalNames } from '../formats/import/originals'
import { CooperativeYielder } from '../formats/cooperativeYielder'
import { formatOf, formats } from '../formats/registry'
import { fileSize, type ReadingProject } from './readingProject'

/** Which dataset is read, and as what. */
export interface DatasetChoice {
  /** A folder, or a file in one. */
  readonly path: string
  /** Null to find it out. */
  readonly format: FormatId | null
}

/** A dataset that was opened. */
export interface OpenedDataset {
  readonly format: FormatId
  /** The formats that it may have, the most likely first. */
  readonly candidates: readonly FormatCandidate[]
  readonly dataset: ForeignDataset
  /** The absolute path of a file of the dataset. */
  readonly locate: (path: string) => string
  /** Lets go of the files. */
  readonly close: () => void
}

/** What opening a dataset is given beside the choice. */
export interface OpenContext {
  readonly report: (item: ImportItem) => void
  readonly signal: AbortSignal
  /** Told how much was read, in the reader's own unit. */
  readonly progress: (done: number, total: number) => void
  /** Pixels of the image that is meant by a name; null where the image's own file in the dataset has to tell. */
  readonly sizeOf: (name: string) => Promise<Size | null>
}

/**
 * Opens a foreign dataset.
 * @throws ProblemError 'dataset-unknown', 'dataset-broken', 'folder-missing', 'folder-unreadable' or 'cancelled'
 */
export async function openDataset(
  choice: DatasetChoice,
  { report, signal, progress, sizeOf }: OpenContext
): Promise<OpenedDataset> {
  const pacer = new CooperativeYielder(signal)
  const source = await SourceFolder.at(choice.path, pacer)
  try {
    const detected = await detectFormats(formats, source)
    const { id, reader } = choose(choice, detected)
    const opened = await reader.open(source, {
      limits: defaultLimits,
      pacer,
      report,
      progress,
      sizeOf: async (name, path) =>
        (await sizeOf(name)) ?? (path === null ? null : fileSize(source.locate(path)))
    })
    const dataset = await withOriginalNames(opened, source, { limits: defaultLimits })
    return {
      format: id,
      candidates: detected.map(({ id, confidence }) => ({ id, certainty: confidence })),
      dataset,
      locate: (path) => source.locate(path),
      close: () => source.close()
    }
  } catch (error) {
    source.close()
    throw error
  }
}

/** Pixels of the image of a project that is meant by a name; null when none is. */
export function sizeByName(
  project: ReadingProject,
  matcher: ImageMatcher<ImageRow>
): (name: string) => Promise<Size | null> {
  return async (name) => {
    const match = matcher.find(name)
    return 'image' in match ? project.sizeOf(match.image.id) : null
  }
}

/** Files what a reader reports. That it does not know an image's size may be for want of the image in the project. */
export function reportTo(log: ItemLog, matcher: ImageMatcher<ImageRow>): (item: ImportItem) => void {
  return (item) => {
    const isImage = item.reason === 'size-unknown' && item.action === 'image-left-out'
    const match = isImage && item.image !== null ? matcher.find(item.image) : null
    log.add(match !== null && 'problem' in match ? { ...item, reason: match.problem } : item)
  }
}

function choose(
  { path, format }: DatasetChoice,
  [found]: readonly { readonly id: FormatId; readonly reader: DatasetReader }[]
): { readonly id: FormatId; readonly reader: DatasetReader } {
  const reader = format === null ? found?.reader : formatOf(format).reader
  const id = format ?? found?.id
  if (reader && id) return { id, reader }
  throw new ProblemError('dataset-unknown', `Nothing in ${path} looks like a dataset that can be read.`, {
    file: path
  })
}
