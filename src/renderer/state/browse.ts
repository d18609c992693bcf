import type { ImageId } from '@shared/schema/ids'
import type { ImageRow } from '@shared/schema/image'
import { filterImages, type ImageQuery } from './imageFilter'
import { comparePaths } from '@shared/order/naturalOrder'

/** What moving through the list depends on. */
export interface ListPosition {
  readonly images: readonly ImageRow[]
  readonly query: ImageQuery
  readonly current: ImageRow | null
}

const listed = ({ images, query, current }: ListPosition): readonly ImageRow[] =>
  filterImages(images, query, current?.id ?? null)

/** Where in the filtered list the current image is, or would be: `at` if it is there, else the one after it. */
function place(rows: readonly ImageRow[], current: ImageRow | null): { at: number; there: boolean } {
  if (current === null) return { at: 0, there: false }
  const at = rows.findIndex((row) => row.id === current.id)
  if (at >= 0) return { at, there: true }
  const after = rows.findIndex((row) => comparePaths(row.path, current.path) > 0)
  return { at: after < 0 ? rows.length : after, there: false }
}

/** The image some steps further in the list as it is filtered, or null at its ends. */
export function neighbour(browsed: ListPosition, steps: 1 | -1): ImageId | null {
  const rows = listed(browsed)
  const { at, there } = place(rows, browsed.current)
  return rows[steps === 1 && !there ? at : at + steps]?.id ?? null
}

/** The next image without objects, from the current one on and then from the beginning; null when there is none. */
export function nextUnlabelled({ images, current }: ListPosition): ImageId | null {
  const at = current === null ? -1 : images.findIndex((row) => row.id === current.id)
  const candidates = [...images.slice(at + 1), ...images.slice(0, Math.max(0, at))]
  return candidates.find((row) => row.objects === 0 && row.problem === null)?.id ?? null
}

/** The images that are likely to be looked at next: the two after and the one before. */
export function likelyNext(browsed: ListPosition): readonly ImageRow[] {
  const rows = listed(browsed)
  const { at, there } = place(rows, browsed.current)
  if (!there) return rows.slice(at, at + 2)
  return [rows[at + 1], rows[at + 2], rows[at - 1]].filter(
    (row): row is ImageRow => row !== undefined && row.problem === null
  )
}
