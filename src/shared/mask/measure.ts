import type { PixelBox, Rle } from './rle'

/** Number of object pixels. */
export function rleArea(rle: Rle): number {
  let area = 0
  for (let i = 1; i < rle.counts.length; i += 2) area += rle.counts[i] ?? 0
  return area
}

/** The smallest box around the object pixels, or undefined for an empty mask. */
export function rleBounds(rle: Rle): PixelBox | undefined {
  const { width } = rle
  let left = width
  let right = -1
  let top = -1
  let bottom = -1
  let at = 0
  rle.counts.forEach((run, i) => {
    if (i % 2 === 1 && run > 0) {
      const last = at + run - 1
      const firstRow = Math.floor(at / width)
      const lastRow = Math.floor(last / width)
      if (top < 0) top = firstRow
      bottom = lastRow
      if (firstRow === lastRow) {
        left = Math.min(left, at % width)
        right = Math.max(right, last % width)
      } else {
        // A run that goes over the end of a row touches both sides of the image.
        left = 0
        right = width - 1
      }
    }
    at += run
  })
  if (top < 0) return undefined
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
}

/** Intersection over union of two masks of the same size; 0 when both are empty. */
export function rleIou(a: Rle, b: Rle): number {
  const both = intersectionArea(a, b)
  const union = rleArea(a) + rleArea(b) - both
  return union === 0 ? 0 : both / union
}

/**
 * Number of pixels that are object in both masks.
 * @throws RangeError when the sizes differ.
 */
export function intersectionArea(a: Rle, b: Rle): number {
  if (a.width !== b.width || a.height !== b.height) {
    throw new RangeError(`Masks differ in size: ${a.width}×${a.height} and ${b.width}×${b.height}`)
  }
  let i = 0
  let j = 0
  let endA = a.counts[0] ?? 0
  let endB = b.counts[0] ?? 0
  let at = 0
  let area = 0
  const lastA = lastObjectRun(a.counts)
  const lastB = lastObjectRun(b.counts)
  // Masks are small in their images: what lies before and after the smaller one is passed over.
  while (i <= lastA && j <= lastB) {
    const next = Math.min(endA, endB)
    if (i % 2 === 1 && j % 2 === 1) area += next - at
    at = next
    while (endA <= at && i <= lastA) endA += a.counts[++i] ?? 0
    while (endB <= at && j <= lastB) endB += b.counts[++j] ?? 0
  }
  return area
}

/** The index of the last run that may have object pixels; −1 when none has. */
function lastObjectRun({ length }: Uint32Array): number {
  return length % 2 === 0 ? length - 1 : length - 2
}

/** Whether the runs are whole numbers that add up to the image, which a mask from outside must be asked for. */
export function isConsistent(rle: Rle): boolean {
  let total = 0
  for (const run of rle.counts) total += run
  return total === rle.width * rle.height
}
