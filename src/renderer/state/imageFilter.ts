import type { ImageId } from '@shared/schema/ids'
import type { ImageRow } from '@shared/schema/image'

/** Which images the list shows. */
export const imageFilters = ['all', 'labelled', 'unlabelled', 'problems'] as const
export type ImageFilter = (typeof imageFilters)[number]

const passes: Readonly<Record<ImageFilter, (row: ImageRow) => boolean>> = {
  all: () => true,
  labelled: (row) => row.objects > 0,
  unlabelled: (row) => row.objects === 0 && row.problem === null,
  problems: (row) => row.problem !== null
}

/** What the list is narrowed to. */
export interface ImageQuery {
  readonly filter: ImageFilter
  /** Words that must all occur in the path, whatever their case. */
  readonly search: string
}

/**
 * The images that a query leaves. The current image stays in a filtered list, so that it does not vanish under
 * one's hands when its first object appears; a search hides it.
 */
export function filterImages(
  rows: readonly ImageRow[],
  query: ImageQuery,
  current: ImageId | null
): readonly ImageRow[] {
  const words = query.search.toLowerCase().split(/\s+/).filter(Boolean)
  if (query.filter === 'all' && words.length === 0) return rows
  const pass = passes[query.filter]
  return rows.filter((row) => {
    if (!pass(row) && row.id !== current) return false
    if (words.length === 0) return true
    const path = row.path.toLowerCase()
    return words.every((word) => path.includes(word))
  })
}

/** How many images each filter leaves. */
export function countImages(rows: readonly ImageRow[]): Readonly<Record<ImageFilter, number>> {
  const counts = { all: rows.length, labelled: 0, unlabelled: 0, problems: 0 }
  for (const row of rows) {
    if (passes.labelled(row)) counts.labelled++
    if (passes.unlabelled(row)) counts.unlabelled++
    if (passes.problems(row)) counts.problems++
  }
  return counts
}
