import type { FormatId } from '@shared/schema/formats'
import type { FormatCandidate } from '@shared/schema/importing'
import type { ImageRow } from '@shared/schema/image'
import { ProblemError } from '@shared/schema/problem'
import { detectFormats } from '../formats/import/detect'
import type { ForeignDataset } from '../formats/import/foreign'
import { ImageMatcher } from '../formats/import/imageMatcher'
import type { ItemLog } from '../formats/import/itemLog'
import { defaultLimits } from '../formats/import/limits'
import type { DatasetReader } from '../formats/import/reader'
import { SourceFolder } from '../formats/import/sourceFolder'
import { Pacer } from '../formats/pacer'
import { formatOf, formats } from '../formats/registry'
import { fileSize, type ReadingProject } from './readingProject'

/** Which dataset is read, and as what. */
export interface DatasetChoice {
  /** A folder, or a file in one. */
  readonly path: string
  /** Null to find it out. */
  readonly format: FormatId | null
  /** Whether an image in another folder than the dataset says may be meant. */
  readonly anyFolder: boolean
}

/** A dataset that was opened beside a project. */
export interface OpenedDataset {
  readonly format: FormatId
  /** The formats that it may have, the most likely first. */
  readonly candidates: readonly FormatCandidate[]
  readonly dataset: ForeignDataset
  readonly matcher: ImageMatcher<ImageRow>
  /** Lets go of the files. */
  readonly close: () => void
}

/**
 * Opens a foreign dataset for a project.
 * @throws ProblemError 'dataset-unknown', 'dataset-broken', 'folder-missing', 'folder-unreadable' or 'cancelled'
 */
export async function openDataset(
  project: ReadingProject,
  choice: DatasetChoice,
  log: ItemLog,
  signal: AbortSignal,
  progress: (done: number, total: number) => void
): Promise<OpenedDataset> {
  const pacer = new Pacer(signal)
  const source = await SourceFolder.at(choice.path, pacer)
  try {
    const matcher = new ImageMatcher<ImageRow>(project.images(), choice.anyFolder)
    const detected = await detectFormats(formats, source)
    const { id, reader } = choose(choice, detected)
    const dataset = await reader.open(source, {
      limits: defaultLimits,
      pacer,
      report: (item) => log.add(item),
      progress,
      async sizeOf(name, path) {
        const match = matcher.find(name)
        if ('image' in match) return project.sizeOf(match.image.id)
        return path === null ? null : fileSize(source.locate(path))
      }
    })
    return {
      format: id,
      candidates: detected.map(({ id, confidence }) => ({ id, certainty: confidence })),
      dataset,
      matcher,
      close: () => source.close()
    }
  } catch (error) {
    source.close()
    throw error
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
