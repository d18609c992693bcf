import type { PlannedPoint } from './plan'

/** Bits of a coordinate that the order looks at. */
const BITS = 10

/**
 * Any points from coarse to fine: sorted along a Z curve, then every 2^k-th of them, then the ones halfway between, and
 * so on (bit reversal), so that each beginning of the list is spread over the whole crop.
 */
export function coarseOrder(points: readonly PlannedPoint[], width: number, height: number): PlannedPoint[] {
  const along = points.toSorted(
    (a, b) => zIndex(a, width, height) - zIndex(b, width, height) || a.index - b.index
  )
  const bits = Math.ceil(Math.log2(Math.max(2, along.length)))
  const order: PlannedPoint[] = []
  for (let i = 0; i < 2 ** bits; i++) {
    const point = along[reverseBits(i, bits)]
    if (point) order.push(point)
  }
  return order
}

function zIndex({ x, y }: PlannedPoint, width: number, height: number): number {
  const cells = 2 ** BITS
  const column = Math.min(cells - 1, Math.floor((x / width) * cells))
  const row = Math.min(cells - 1, Math.floor((y / height) * cells))
  let index = 0
  for (let bit = BITS - 1; bit >= 0; bit--) {
    index = index * 4 + ((row >> bit) & 1) * 2 + ((column >> bit) & 1)
  }
  return index
}

function reverseBits(value: number, bits: number): number {
  let reversed = 0
  for (let bit = 0; bit < bits; bit++) reversed = reversed * 2 + ((value >> bit) & 1)
  return reversed
}
