import type { Rle } from '@shared/mask/rle'
import type { Candidate } from './filters'
import type { CellRule } from './gridPlan'
import { rleIou } from '@shared/mask/measure'

/** Corners mean the same mask from this IoU on. */
const SAME = 0.9

/**
 * The rule that leaves a cell alone: its corners agree on the same smallest mask, and that mask covers the cell. What
 * could be missed is a mask inside the cell that the larger one does not leave a hole for; on photographs this loses
 * nearly nothing as long as the cells are small, while skipping all points inside known masks loses most nested ones.
 * @param longest cells of more steps than this along a side are always divided.
 * @param crop left and top of the crop, in pixels of the image.
 */
export function agreementRule(longest: number, [cropX, cropY]: readonly [number, number]): CellRule {
  return (corners, { left, top, right, bottom }) => {
    if (right - left > longest || bottom - top > longest) return false
    const masks = corners.map(({ candidates }) => smallest(candidates))
    const [first] = masks
    if (!first || !masks.every((mask) => mask && isSame(mask, first))) return false
    const xs = corners.map(({ point }) => point.x + cropX)
    const ys = corners.map(({ point }) => point.y + cropY)
    return covers(first.rle, {
      left: Math.floor(Math.min(...xs)),
      top: Math.floor(Math.min(...ys)),
      right: Math.floor(Math.max(...xs)),
      bottom: Math.floor(Math.max(...ys))
    })
  }
}

function smallest(candidates: readonly Candidate[]): Candidate | undefined {
  let best: Candidate | undefined
  for (const candidate of candidates) if (!best || candidate.area < best.area) best = candidate
  return best
}

function isSame(a: Candidate, b: Candidate): boolean {
  if (a === b) return true
  if (Math.min(a.area, b.area) < SAME * Math.max(a.area, b.area)) return false
  return rleIou(a.rle, b.rle) >= SAME
}

interface PixelWindow {
  readonly left: number
  readonly top: number
  /** Inclusive. */
  readonly right: number
  readonly bottom: number
}

/** Whether all pixels of a window belong to the mask. */
function covers({ width, counts }: Rle, window: PixelWindow): boolean {
  let row = window.top
  let at = 0
  for (let i = 0; i + 1 < counts.length; i += 2) {
    const start = at + (counts[i] ?? 0)
    at = start + (counts[i + 1] ?? 0)
    // A run may cover several rows.
    while (at > row * width + window.right) {
      if (start > row * width + window.left) return false
      if (row === window.bottom) return true
      row++
    }
  }
  return false
}
