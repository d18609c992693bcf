import { ProblemError } from '@shared/schema/problem'
import type { Dataset, DatasetImage } from './dataset'
import type { WriteOptions } from './exportRun'
import type { FormatWriter } from './format'
import type { Notes } from './notes'
import { splitNames, splitPaths, type SplitName } from './split'

/** An image with its place in the dataset. */
export interface PlannedImage {
  readonly image: DatasetImage
  /** Path below the folder of images; for YOLO without its ending also that of the label file. */
  readonly name: string
  readonly split: SplitName
}

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

/** The name of the new folder: the project's name without what file systems refuse, and the format. */
export function folderName(dataset: Dataset, options: WriteOptions): string {
  const plain = Array.from(dataset.name.replace(/[<>:"/\\|?*\p{Cc}]+/gu, '-'))
    .slice(0, 80)
    .join('')
  return `${plain.replace(/^[.\s]+|[.\s]+$/g, '') || 'dataset'}-${options.format}`
}
