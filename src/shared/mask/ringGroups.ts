import type { BoundaryRing } from './outline'

/** An outer ring with the rings of its holes. */
export interface RingGroup {
  readonly outer: BoundaryRing
  readonly holes: BoundaryRing[]
}

/** A ring's sides that run up or down, as spans of rows. */
interface Side {
  readonly x: number
  readonly top: number
  readonly bottom: number
}

/**
 * Joins each hole to the outer ring of its own piece, also where pieces lie inside the holes of others. From the
 * uppermost, then leftmost pixel of a hole one walks left through object pixels to the first left edge of the object.
 * The ring that it belongs to is the outer one, or a hole that began further up or to the left, of which the same is
 * asked; so the search ends. Work is proportional to the length of all rings, times a logarithm.
 */
export function groupRings(rings: readonly BoundaryRing[]): RingGroup[] {
  const groups = new Map<number, RingGroup>()
  const holes: number[] = []
  rings.forEach((ring, index) => {
    if (isOuter(ring)) groups.set(index, { outer: ring, holes: [] })
    else holes.push(index)
  })
  if (holes.length === 0) return [...groups.values()]
  const leftEdges = new LeftEdges(rings)
  const owners = new Map<number, number>()
  const ownerOf = (ring: number): number => {
    const path: number[] = []
    let at = ring
    while (!groups.has(at)) {
      const known = owners.get(at)
      if (known === undefined) path.push(at)
      at = known ?? leftEdges.ringLeftOf(topLeftOf(rings[at] ?? []))
    }
    for (const hole of path) owners.set(hole, at)
    return at
  }
  for (const hole of holes) groups.get(ownerOf(hole))?.holes.push(rings[hole] ?? [])
  return [...groups.values()]
}

/** Outer rings begin at their upper left corner and turn down on the right; holes come back up (see outlinePatch). */
function isOuter(ring: BoundaryRing): boolean {
  let twice = 0
  for (let i = 0; i + 3 < ring.length; i += 2) {
    twice += (ring[i] ?? 0) * (ring[i + 3] ?? 0) - (ring[i + 2] ?? 0) * (ring[i + 1] ?? 0)
  }
  const last = ring.length - 2
  twice += (ring[last] ?? 0) * (ring[1] ?? 0) - (ring[0] ?? 0) * (ring[last + 1] ?? 0)
  return twice > 0
}

/** Sides on which the ring runs down (sign 1) or up (sign −1). */
function sidesOf(ring: BoundaryRing, sign: 1 | -1): Side[] {
  const sides: Side[] = []
  for (let i = 0; i < ring.length; i += 2) {
    const x = ring[i] ?? 0
    const y = ring[i + 1] ?? 0
    const nextY = ring[(i + 3) % ring.length] ?? 0
    if (Math.sign(nextY - y) === sign) sides.push({ x, top: Math.min(y, nextY), bottom: Math.max(y, nextY) })
  }
  return sides
}

/** The uppermost, then leftmost pixel of a hole: it lies to the right of a side that runs down. */
function topLeftOf(hole: BoundaryRing): { x: number; y: number } {
  let x = Infinity
  let y = Infinity
  for (const side of sidesOf(hole, 1)) {
    if (side.top < y || (side.top === y && side.x < x)) {
      x = side.x
      y = side.top
    }
  }
  return { x, y }
}

/** Finds the nearest left edge of the object in a row; left edges are the sides that run up. */
class LeftEdges {
  /** For each row from the first one, where it has any: columns in ascending order, with their rings. */
  private readonly rows: ({ x: number; ring: number }[] | undefined)[] = []
  private readonly firstRow: number

  constructor(rings: readonly BoundaryRing[]) {
    let firstRow = Infinity
    for (const ring of rings)
      for (let i = 1; i < ring.length; i += 2) firstRow = Math.min(firstRow, ring[i] ?? 0)
    this.firstRow = firstRow
    rings.forEach((ring, index) => {
      for (const { x, top, bottom } of sidesOf(ring, -1)) {
        for (let row = top; row < bottom; row++) (this.rows[row - firstRow] ??= []).push({ x, ring: index })
      }
    })
    for (const row of this.rows) row?.sort((a, b) => a.x - b.x)
  }

  /** The ring on the left of the object pixel that lies to the left of a hole's pixel. */
  ringLeftOf(pixel: { x: number; y: number }): number {
    const row = this.rows[pixel.y - this.firstRow] ?? []
    let low = 0
    let high = row.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((row[middle]?.x ?? Infinity) < pixel.x) low = middle + 1
      else high = middle
    }
    const found = row[low - 1]
    if (!found) throw new Error('A hole without an object around it')
    return found.ring
  }
}
