import { nameKey } from '@shared/files/nameKey'
import { NameMap } from '@shared/files/nameMap'
import type { IndexedImage } from './imageIndex'
import type { ScannedFile } from './scan'

/**
 * What a file keeps when it is moved: its name, size and modification time. Another disk may store the name in another
 * Unicode normal form, or in another case.
 */
export function moveKey({ path, size, mtime }: ScannedFile): string {
  return `${size}|${mtime}|${nameKey(path.slice(path.lastIndexOf('/') + 1))}`
}

/**
 * Pairs files that were found with images that are gone and have the same path but for the Unicode normal form or case:
 * the folder was copied between systems, or a name was written otherwise. Several that are equally alike are not paired.
 */
export function pairRespelled(
  gone: readonly IndexedImage[],
  found: readonly ScannedFile[]
): Map<ScannedFile, IndexedImage> {
  const images = new NameMap(gone.map((image) => [image.path, image]))
  const files = new NameMap(found.map((file) => [file.path, file]))
  const pairs = new Map<ScannedFile, IndexedImage>()
  for (const file of found) {
    const image = images.get(file.path)
    if (image !== undefined && files.get(image.path) === file) pairs.set(file, image)
  }
  return pairs
}

/** Above this many pairs of copies of one file nothing is guessed; it would take seconds. */
const comparisonLimit = 1_000_000

/** How many of the last parts of two paths are equal. */
function commonTail(a: string, b: string): number {
  const left = nameKey(a).split('/').reverse()
  const right = nameKey(b).split('/').reverse()
  let n = 0
  while (n < left.length && n < right.length && left[n] === right[n]) n++
  return n
}

/** The only one with the best value, or null when two share it. */
function onlyBest<T>(items: readonly T[], value: (item: T) => number): T | null {
  let best: T | null = null
  let top = -1
  for (const item of items) {
    const v = value(item)
    if (v > top) {
      top = v
      best = item
    } else if (v === top) best = null
  }
  return best
}

/**
 * Pairs files that were found with images that are gone and have the same move key. Where several have it (copies
 * of one file in several folders), the longest common end of the paths decides, if both sides agree on it.
 */
export function pairMoved(
  gone: readonly IndexedImage[],
  found: readonly ScannedFile[]
): Map<ScannedFile, IndexedImage> {
  const pairs = new Map<ScannedFile, IndexedImage>()
  if (gone.length * found.length > comparisonLimit) return pairs
  for (const file of found) {
    const image = onlyBest(gone, (candidate) => commonTail(candidate.path, file.path))
    if (image === null) continue
    if (onlyBest(found, (other) => commonTail(image.path, other.path)) === file) pairs.set(file, image)
  }
  return pairs
}
