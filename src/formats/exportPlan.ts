import { portableName } from '@shared/files/portableName'
import { ProblemError } from '@shared/schema/problem'
import type { Dataset } from './dataset'
import type { WriteOptions } from './exportRun'
import type { FormatWriter } from './format'
import type { Notes } from './notes'
import { splitNames, splitPaths, type SplitName } from './split'
import type { PlannedImage } from './writer'

/**
 * Which images go where: split by split, each in the order of paths.
 * @throws ProblemError 'export-empty' when no image is left.
 */
export function planExport(
  dataset: Dataset,
  options: WriteOptions,
  naming: FormatWriter['names'],
  notes: Notes
): PlannedImage[] {
  const images = dataset.images.filter((image) => options.images === 'all' || image.objects > 0)
  if (images.length === 0) throw new ProblemError('export-empty', 'There is nothing to export', {})
  const paths = images.map(({ path }) => path)
  const { names, renamed } = naming(paths, options.copyImages)
  notes.add('renamed-images', renamed.length)
  const parts = options.parts ?? (options.split ? splitPaths(paths, options.split) : undefined)
  const planned = images
    .map((image): PlannedImage => ({
      image,
      name: names.get(image.path) ?? image.path,
      split: parts?.get(image.path) ?? 'train'
    }))
    .sort((a, b) => (a.image.path < b.image.path ? -1 : 1))
  return [...bySplit(planned).values()].flat()
}

/** The images of each part, without the parts that have none. */
export function bySplit(images: readonly PlannedImage[]): Map<SplitName, PlannedImage[]> {
  const parts = new Map<SplitName, PlannedImage[]>()
  for (const name of splitNames) {
    const part = images.filter((image) => image.split === name)
    if (part.length > 0) parts.set(name, part)
  }
  return parts
}

/** Letters of the project's name that the new folder's name has at most. */
const FOLDER_NAME_LETTERS = 80
/** Bytes that stay free behind them: for the format, and a number where the name is taken. */
const FOLDER_NAME_RESERVE = 32

/** The name of the new folder: the project's name as every system takes it, and the format. */
export function folderName(dataset: Dataset, options: WriteOptions): string {
  const visible = dataset.name.replace(/^[.\s]+|[.\s]+$/g, '') || 'dataset'
  const short = Array.from(visible).slice(0, FOLDER_NAME_LETTERS).join('')
  return `${portableName(short, { reserve: FOLDER_NAME_RESERVE })}-${options.format}`
}
