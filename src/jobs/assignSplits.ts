import type { ExportSplit } from '@shared/schema/exporting'
import type { ImageId } from '@shared/schema/ids'
import { ProblemError } from '@shared/schema/problem'
import { folderOf } from '../formats/import/paths'
import { partByFolder, splitGroups, splitPaths, type SplitName } from '../formats/split'
import { differenceHash } from '../imaging/differenceHash'
import { nearDuplicates } from './nearDuplicates'

/** Thumbnails of larger images are not made for a comparison. */
const PIXEL_LIMIT = 500_000_000

interface NamedImage {
  readonly id: ImageId
  readonly path: string
}

/**
 * The part of each image, by its path. Near-duplicates are found by looking at the files; one that cannot be read is
 * like no other.
 * @throws ProblemError 'cancelled'
 */
export async function assignSplits(
  images: readonly NamedImage[],
  split: ExportSplit,
  fileOf: (image: ImageId) => Promise<string | null>,
  signal: AbortSignal,
  compared: (done: number) => void
): Promise<ReadonlyMap<string, SplitName>> {
  const paths = images.map(({ path }) => path)
  if (split.by === 'folder') return new Map(paths.map((path) => [path, partByFolder(path)]))
  if (split.together === 'nothing') return splitPaths(paths, split)
  const groups =
    split.together === 'folder'
      ? grouped(paths, folderOf)
      : await groupNearDuplicates(images, fileOf, signal, compared)
  return splitGroups(groups, split)
}

function grouped(paths: readonly string[], keyOf: (path: string) => string): string[][] {
  const groups = new Map<string, string[]>()
  for (const path of paths) groups.set(keyOf(path), [...(groups.get(keyOf(path)) ?? []), path])
  return [...groups.values()]
}

async function groupNearDuplicates(
  images: readonly NamedImage[],
  fileOf: (image: ImageId) => Promise<string | null>,
  signal: AbortSignal,
  compared: (done: number) => void
): Promise<string[][]> {
  const hashes: (Uint8Array | null)[] = []
  for (const { id } of images) {
    if (signal.aborted) throw new ProblemError('cancelled', 'The job was cancelled', {})
    const file = await fileOf(id)
    hashes.push(file === null ? null : await differenceHash(file, PIXEL_LIMIT).catch(() => null))
    compared(hashes.length)
  }
  return nearDuplicates(hashes).map((group) => group.map((at) => images[at]?.path ?? ''))
}
