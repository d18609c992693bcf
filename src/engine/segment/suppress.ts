import { boxNms } from '@shared/segment/boxNms'
import { cornerArea, type CornerBox } from '@shared/segment/cornerBox'
import type { EverythingParams } from '@shared/segment/params'
import { removeSmallRegions } from '@shared/segment/smallRegions'
import type { Point } from '@shared/geometry/spaces'
import type { Candidate } from './filters'
import { rleArea, rleBounds } from '@shared/mask/measure'

/** A candidate with where it came from. */
export interface FoundMask extends Candidate {
  /** Unique within a run: crop, point and mask. */
  readonly id: string
  /** The place in the official order: points as in the grid, three masks each. */
  readonly order: number
  /** The click, in pixels of the image. */
  readonly point: Point
  readonly crop: CornerBox
}

/** The official NMS within a crop. `found` in any order; the result by falling predicted IoU. */
export function suppressInCrop(found: readonly FoundMask[], { boxNmsThresh }: EverythingParams): FoundMask[] {
  const ordered = found.toSorted((a, b) => a.order - b.order)
  return keep(
    ordered,
    ordered.map(({ predictedIou }) => predictedIou),
    boxNmsThresh
  )
}

/** The official NMS between crops, in which smaller crops win. `crops` in their official order, each suppressed. */
export function suppressBetweenCrops(
  crops: readonly (readonly FoundMask[])[],
  { cropNLayers, cropNmsThresh }: EverythingParams
): FoundMask[] {
  const found = crops.flat()
  if (cropNLayers === 0) return found
  return keep(
    found,
    found.map(({ crop }) => Math.fround(1 / cornerArea(crop))),
    cropNmsThresh
  )
}

/** The official `postprocess_small_regions`: masks are cleaned, and of new doubles the unchanged ones stay. */
export function cleanRegions(found: readonly FoundMask[], params: EverythingParams): readonly FoundMask[] {
  const { minMaskRegionArea, boxNmsThresh, cropNmsThresh } = params
  if (minMaskRegionArea === 0) return found
  const cleaned = found.map((mask) => cleanMask(mask, minMaskRegionArea))
  const scores = cleaned.map((mask, i) => (mask === found[i] ? 1 : 0))
  return keep(cleaned, scores, Math.max(boxNmsThresh, cropNmsThresh))
}

/** The best by predicted IoU, in the order given. */
export function limitNumber(
  found: readonly FoundMask[],
  { maxProposals }: EverythingParams
): readonly FoundMask[] {
  if (maxProposals === 0 || found.length <= maxProposals) return found
  const ranks = found.map((_, i) => i).sort((a, b) => scoreOf(found, b) - scoreOf(found, a) || a - b)
  const best = new Set(ranks.slice(0, maxProposals))
  return found.filter((_, i) => best.has(i))
}

function scoreOf(found: readonly FoundMask[], index: number): number {
  return found[index]?.predictedIou ?? 0
}

function cleanMask(mask: FoundMask, minArea: number): FoundMask {
  const { rle, changed } = removeSmallRegions(mask.rle, minArea)
  if (!changed) return mask
  const bounds = rleBounds(rle)
  const box: CornerBox = bounds
    ? [bounds.x, bounds.y, bounds.x + bounds.width - 1, bounds.y + bounds.height - 1]
    : [0, 0, 0, 0]
  // Another name, because it is another mask than the one that may have been shown.
  return { ...mask, id: `${mask.id}c`, rle, box, area: rleArea(rle) }
}

function keep(found: readonly FoundMask[], scores: readonly number[], threshold: number): FoundMask[] {
  const boxes = found.map(({ box }) => box)
  return boxNms(boxes, scores, threshold).flatMap((index) => found[index] ?? [])
}
