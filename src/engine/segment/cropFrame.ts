import type { CornerBox } from '@shared/segment/cornerBox'
import { RunBuilder } from '../prompt/runBuilder'
import type { SizedMask } from '../prompt/postprocess'
import type { Size } from '@shared/geometry/spaces'

/** Where a crop lies in its image, which is where its masks belong. */
export interface CropFrame {
  /** Right and bottom exclusive. */
  readonly crop: CornerBox
  readonly image: Size
}

/** The mask of a crop as a mask of the image: the official `uncrop_masks`, on runs. */
export function uncropMask(mask: SizedMask, { crop, image }: CropFrame): SizedMask {
  const [left, top] = crop
  if (mask.width === image.width && mask.height === image.height) return mask
  const runs = new RunBuilder()
  let at = 0
  mask.counts.forEach((run, i) => {
    if (i % 2 === 1) addRows(runs, at, at + run, mask.width, top * image.width + left, image.width)
    at += run
  })
  return runs.finish(image.width, image.height)
}

/** Adds a run of the crop row by row. */
function addRows(
  runs: RunBuilder,
  from: number,
  to: number,
  cropWidth: number,
  origin: number,
  imageWidth: number
): void {
  let start = from
  while (start < to) {
    const row = Math.floor(start / cropWidth)
    const end = Math.min(to, (row + 1) * cropWidth)
    const base = origin + row * imageWidth - row * cropWidth
    runs.add(base + start, base + end)
    start = end
  }
}
