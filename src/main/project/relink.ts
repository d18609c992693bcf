import type { IndexedImage } from './imageIndex'
import type { ScannedFile } from './scan'

/** What a file keeps when it is moved: its name, size and modification time. */
export function moveKey({ path, size, mtime }: ScannedFile): string {
  return `${size}|${mtime}|${path.slice(path.lastIndexOf('/') + 1)}`
}

/** Above this many pairs of copies of one file nothing is guessed; it would take seconds. */
const comparisonLimit = 1_000_000

/** How many of the last parts of two paths are equal. */
function commonTail(a: string, b: string): number {
  const left = a.split('/').reverse()
  const right = b.split('/').reverse()
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
