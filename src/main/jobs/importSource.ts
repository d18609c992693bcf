import type { Size } from '@shared/geometry/spaces'
import type { FormatId } from '@shared/schema/formats'
import type { ImageId } from '@shared/schema/ids'
import { ProblemError } from '@shared/schema/problem'
import { detectFormats } from '../formats/import/detect'
import type { ForeignDataset } from '../formats/import/foreign'
import { ImageMatcher, type NamedImage } from '../formats/import/imageMatcher'
import type { ItemLog } from '../formats/import/itemLog'
import { defaultLimits } from '../formats/import/limits'
import type { DatasetReader } from '../formats/import/reader'
import { SourceFolder } from '../formats/import/sourceFolder'
import { Pacer } from '../formats/pacer'
import { formatOf, formats } from '../formats/registry'
import { readImageHeader } from '../inference/engine/image/header'
import type { ProjectStore } from '../project/projectStore'

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
  readonly detected: readonly FormatId[]
  readonly dataset: ForeignDataset
  readonly matcher: ImageMatcher<NamedImage>
  /** Pixels of an image of the project, read from its file when they are not known yet; null when it cannot be. */
  sizeOf(image: ImageId): Promise<Size | null>
  /** Lets go of the files. */
  close(): void
}

/**
 * Opens a foreign dataset for a project.
 * @throws ProblemError 'dataset-unknown', 'dataset-broken', 'folder-missing', 'folder-unreadable' or 'cancelled'
 */
export async function openDataset(
  store: ProjectStore,
  choice: DatasetChoice,
  log: ItemLog,
  signal: AbortSignal,
  progress: (done: number, total: number) => void
): Promise<OpenedDataset> {
  const pacer = new Pacer(signal)
  const source = await SourceFolder.at(choice.path, pacer)
  try {
    const matcher = new ImageMatcher<NamedImage>(store.images(), choice.anyFolder)
    const sizeOf = (image: ImageId): Promise<Size | null> => projectSize(store, image)
    const detected = await detectFormats(formats, source)
    const { id, reader } = choose(choice, detected)
    const dataset = await reader.open(source, {
      limits: defaultLimits,
      pacer,
      report: (item) => log.add(item),
      progress,
      async sizeOf(name, path) {
        const match = matcher.find(name)
        if ('image' in match) return sizeOf(match.image.id)
        return path === null ? null : fileSize(source.locate(path))
      }
    })
    return {
      format: id,
      detected: detected.map((found) => found.id),
      dataset,
      matcher,
      sizeOf,
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

async function projectSize(store: ProjectStore, id: ImageId): Promise<Size | null> {
  const known = store.image(id)
  if (known && known.width !== null && known.height !== null)
    return { width: known.width, height: known.height }
  const file = await store.resolveImage(id).catch(() => null)
  const size = file === null ? null : await fileSize(file)
  if (size) store.setImageSize(id, size)
  return size
}

/** Pixels after EXIF orientation, from a file's header; null when it cannot be read. */
async function fileSize(file: string): Promise<Size | null> {
  return readImageHeader(file).then(
    ({ width, height }) => ({ width, height }),
    () => null
  )
}
