import { rowRuns } from '@shared/segment/rowRuns'
import type { Box } from '@shared/geometry/box'
import type { Point } from '@shared/geometry/spaces'
import { type Rle } from '@shared/mask/rle'
import type { Segment } from './detector'
import { rleArea } from '@shared/mask/measure'

/** What a user points at; image pixels. */
export interface SegmentPrompt {
  /** Label 1 chooses what lies under the point, 0 excludes it. */
  readonly points?: readonly (Point & { readonly label: 0 | 1 })[]
  /** Each chooses the segment that fits it best. */
  readonly boxes?: readonly Box[]
}

/**
 * FastSAM's prompts: points and boxes choose among the segments of the whole image, as in Ultralytics' FastSAM. Of
 * the points a later one overrules an earlier one, and where all exclude the rest is chosen; what a box chooses, no
 * point excludes. Without points and boxes nothing is chosen.
 */
export function selectSegments(
  segments: readonly Segment[],
  { points = [], boxes = [] }: SegmentPrompt
): Segment[] {
  const allExclude = points.length > 0 && points.every(({ label }) => label === 0)
  const byPoints = segments.map(({ mask }) => {
    const last = points.findLast((point) => hasPixel(mask, point))
    return last ? last.label === 1 : allExclude
  })
  const byBoxes = new Set(boxes.map((box) => bestFit(segments, box)))
  return segments.filter((_, i) => byPoints[i] === true || byBoxes.has(i))
}

/** Whether the pixel that a point lies in belongs to the mask. */
function hasPixel({ width, height, counts }: Rle, point: Point): boolean {
  const x = Math.floor(point.x)
  const y = Math.floor(point.y)
  if (x < 0 || y < 0 || x >= width || y >= height) return false
  const pixel = y * width + x
  let at = 0
  return counts.findIndex((count) => (at += count) > pixel) % 2 === 1
}

/** The segment whose mask overlaps the box best, by intersection over union; −1 when there is none. */
function bestFit(segments: readonly Segment[], box: Box): number {
  const left = Math.trunc(box.x)
  const top = Math.trunc(box.y)
  const right = Math.trunc(box.x + box.width)
  const bottom = Math.trunc(box.y + box.height)
  let best = -1
  let bestOverlap = -Infinity
  segments.forEach(({ mask }, i) => {
    const { count, rows, starts, ends } = rowRuns(mask, 1)
    let shared = 0
    for (let run = 0; run < count; run++) {
      const row = rows[run] ?? 0
      if (row < top || row >= bottom) continue
      shared += Math.max(0, Math.min(ends[run] ?? 0, right) - Math.max(starts[run] ?? 0, left))
    }
    const overlap = shared / ((right - left) * (bottom - top) + rleArea(mask) - shared)
    if (overlap > bestOverlap) {
      bestOverlap = overlap
      best = i
    }
  })
  return best
}
