import type { MaskPatch } from './patch'

/**
 * A closed ring along pixel edges in image pixels, as a flat array [x0, y0, x1, y1, …] of its corners; the last is
 * joined to the first. The object lies to the right of the direction of travel, so outer rings run clockwise on the
 * screen and holes counter-clockwise.
 */
export type BoundaryRing = number[]

/** Steps to the right, down, left, up. */
const STEP_X = [1, 0, -1, 0] as const
const STEP_Y = [0, 1, 0, -1] as const
const OBJECT = 1
/** An object in each of a word's four cells. */
const OBJECTS = 0x01010101
const SEEN = 2

/**
 * The boundary of a mask along the cracks between pixels. Pixels that touch only at a corner are separate objects
 * (4-connected), so rings may touch at a corner but never cross. Each ring is followed from its first upper edge in
 * reading order; work is proportional to the patch plus the boundary's length.
 */
export function outlinePatch(patch: MaskPatch): BoundaryRing[] {
  const { width, height } = patch
  // A border of one background pixel spares every look-up the question whether it is inside; whole words of four cells
  // let the search for upper edges look at four at a time.
  const pitch = (width + 2 + 3) & ~3
  const cells = new Uint8Array(pitch * (height + 2))
  for (let y = 0; y < height; y++) {
    cells.set(patch.data.subarray(y * width, (y + 1) * width), (y + 1) * pitch + 1)
  }
  const words = new Uint32Array(cells.buffer)
  const wordPitch = pitch / 4
  const rings: BoundaryRing[] = []
  for (let word = wordPitch; word < words.length - wordPitch; word++) {
    if (((words[word] ?? 0) & ~(words[word - wordPitch] ?? 0) & OBJECTS) === 0) continue
    for (let at = word * 4; at < word * 4 + 4; at++) {
      if (cells[at] === OBJECT && ((cells[at - pitch] ?? 0) & OBJECT) === 0) {
        rings.push(follow(cells, pitch, at, patch.x - 1, patch.y - 1))
      }
    }
  }
  return rings
}

/**
 * Follows one ring from the upper edge of a cell, marking the cells whose upper edge it passes. A vertex has the
 * number of the cell to its lower right.
 */
function follow(
  cells: Uint8Array,
  pitch: number,
  start: number,
  originX: number,
  originY: number
): BoundaryRing {
  const ring: BoundaryRing = []
  // For each direction: the step to the next vertex, and the cells ahead on the left and on the right of it.
  const steps = [1, pitch, -1, -pitch]
  const aheadLeft = [-pitch, 0, -1, -pitch - 1]
  const aheadRight = [0, -1, -pitch - 1, -pitch]
  let vertex = start
  let x = (start % pitch) + originX
  let y = Math.floor(start / pitch) + originY
  let direction = 0
  ring.push(x, y)
  for (;;) {
    if (direction === 0) cells[vertex] = OBJECT | SEEN
    vertex += steps[direction] ?? 0
    x += STEP_X[direction] ?? 0
    y += STEP_Y[direction] ?? 0
    const right = (cells[vertex + (aheadRight[direction] ?? 0)] ?? 0) & OBJECT
    const left = (cells[vertex + (aheadLeft[direction] ?? 0)] ?? 0) & OBJECT
    const turned = right === 0 ? (direction + 1) & 3 : left === 0 ? direction : (direction + 3) & 3
    if (vertex === start && turned === 0) return ring
    if (turned !== direction) ring.push(x, y)
    direction = turned
  }
}
