import { comparePaths } from '@shared/order/naturalOrder'
import type { ImageRow } from '@shared/schema/image'

/**
 * The list with further images in their places. Both are in order, apart from what links bring late, so usually
 * this only appends. Known images are replaced.
 */
export function mergeImages(known: readonly ImageRow[], added: readonly ImageRow[]): readonly ImageRow[] {
  const fresh = new Set(added.map((row) => row.id))
  const kept = known.some((row) => fresh.has(row.id)) ? known.filter((row) => !fresh.has(row.id)) : known
  const sorted = isSorted(added) ? added : [...added].sort((a, b) => comparePaths(a.path, b.path))
  const last = kept.at(-1)
  const first = sorted[0]
  if (last === undefined || first === undefined || comparePaths(last.path, first.path) < 0)
    return [...kept, ...sorted]
  return merge(kept, sorted)
}

function isSorted(rows: readonly ImageRow[]): boolean {
  return rows.every((row, i) => i === 0 || comparePaths(rows[i - 1]?.path ?? '', row.path) <= 0)
}

function merge(a: readonly ImageRow[], b: readonly ImageRow[]): ImageRow[] {
  const merged: ImageRow[] = []
  let i = 0
  for (const row of b) {
    for (let next = a[i]; next !== undefined && comparePaths(next.path, row.path) <= 0; next = a[++i])
      merged.push(next)
    merged.push(row)
  }
  return merged.concat(a.slice(i))
}
