import type { ImageId } from '@shared/schema/ids'
import type { ImageRow } from '@shared/schema/image'
import { filterImages } from '../imageFilter'
import type { SegmentScope, UiState } from '../uiStore'

/** The images that can be read of those that a command is about, in the order of the list. */
export function segmentTargets(
  scope: SegmentScope,
  images: readonly ImageRow[],
  { query, marked }: Pick<UiState, 'query' | 'marked'>,
  current: ImageId | null
): readonly ImageId[] {
  const rows = {
    image: () => images.filter(({ id }) => id === current),
    selected: () => images.filter(({ id }) => (marked.size > 0 ? marked.has(id) : id === current)),
    filtered: () => filterImages(images, query, current),
    all: () => images
  }[scope]()
  return rows.filter(({ problem }) => problem === null).map(({ id }) => id)
}
