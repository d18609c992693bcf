import type { ImageId } from '@shared/schema/ids'
import type { ImageRow } from '@shared/schema/image'

/** What is held while a row of the list is chosen. */
export interface RowHeld {
  /** Takes the row into the selection, or out of it. */
  readonly add: boolean
  /** Selects all rows up to it. */
  readonly range: boolean
}

/** The selected images after a row was clicked; without a selection the shown image stands for one. */
export function marksAfter(
  marked: ReadonlySet<ImageId>,
  rows: readonly ImageRow[],
  current: ImageId | null,
  clicked: ImageId,
  held: RowHeld
): ReadonlySet<ImageId> {
  const before = marked.size > 0 || current === null ? [...marked] : [current]
  if (held.range) {
    const places = [current, clicked].map((id) => rows.findIndex((row) => row.id === id))
    const [from = 0, to = 0] = places.sort((a, b) => a - b)
    return new Set(rows.slice(Math.max(0, from), to + 1).map(({ id }) => id))
  }
  if (!held.add) return new Set()
  return new Set(before.includes(clicked) ? before.filter((id) => id !== clicked) : [...before, clicked])
}
