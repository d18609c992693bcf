import type { ImageRow } from '@shared/schema/image'

/** Where the pixels of an image are; the version changes with the file, so what was loaded stays valid. */
export function imageUrl({ id, version }: Pick<ImageRow, 'id' | 'version'>): string {
  return `app-image://image/${id}?v=${encodeURIComponent(version)}`
}

/** Where its small picture for the list is. */
export function thumbnailUrl({ id, version }: Pick<ImageRow, 'id' | 'version'>): string {
  return `app-image://thumb/${id}?v=${encodeURIComponent(version)}`
}
