import type { ExportImages } from '@shared/schema/exporting'
import type { ImageRow } from '@shared/schema/image'

/** The images that an export is to have, in the list's order. */
export function chosenImages(rows: readonly ImageRow[], images: ExportImages): readonly ImageRow[] {
  if (images === 'all') return rows
  if (images === 'labelled') return rows.filter(({ objects }) => objects > 0)
  const ids = new Set(images.ids)
  return rows.filter(({ id }) => ids.has(id))
}
