import { emptyPatch, type MaskPatch } from './patch'

/** How pixels are neighbours: by their sides (4), or also by their corners (8). */
export type Connectivity = 4 | 8

/** The connected pieces of a patch. */
export interface Components {
  /** For each pixel the number of its piece, from 1, or 0 for background: int32[height, width]. */
  readonly labels: Int32Array
  /** Number of pixels of each piece; the first entry, of the background, is 0. */
  readonly areas: readonly number[]
}

/** Labels the connected pieces in reading order, in one pass with a flood fill of each. */
export function connectedComponents(patch: MaskPatch, connectivity: Connectivity): Components {
  const { width, height, data } = patch
  const labels = new Int32Array(width * height)
  const areas = [0]
  const stack: number[] = []
  for (let start = 0; start < data.length; start++) {
    if (data[start] === 0 || labels[start] !== 0) continue
    const label = areas.length
    let area = 0
    labels[start] = label
    stack.push(start)
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      area++
      const x = at % width
      const y = (at - x) / width
      const left = x > 0 ? -1 : 0
      const right = x < width - 1 ? 1 : 0
      for (let dy = y > 0 ? -1 : 0; dy <= (y < height - 1 ? 1 : 0); dy++) {
        for (let dx = left; dx <= right; dx++) {
          if (connectivity === 4 && dx !== 0 && dy !== 0) continue
          const next = at + dy * width + dx
          if (data[next] !== 0 && labels[next] === 0) {
            labels[next] = label
            stack.push(next)
          }
        }
      }
    }
    areas.push(area)
  }
  return { labels, areas }
}

/** The 8-connected pieces, each in a patch of its own; the largest first, then in reading order. */
export function separatePieces(patch: MaskPatch): MaskPatch[] {
  const { labels, areas } = connectedComponents(patch, 8)
  const boxes = areas.map(() => ({ left: Infinity, top: Infinity, right: -1, bottom: -1 }))
  eachPixel(patch, (at, x, y) => {
    const box = boxes[labels[at] ?? 0]
    if (!box) return
    box.left = Math.min(box.left, x)
    box.top = Math.min(box.top, y)
    box.right = Math.max(box.right, x)
    box.bottom = Math.max(box.bottom, y)
  })
  const pieces = boxes.map(({ left, top, right, bottom }, label) => ({
    label,
    area: areas[label] ?? 0,
    box: { x: patch.x + left, y: patch.y + top, width: right - left + 1, height: bottom - top + 1 }
  }))
  const sorted = pieces.slice(1).sort((a, b) => b.area - a.area)
  return sorted.map(({ label, box }) => {
    const piece = emptyPatch(box)
    eachPixel(box, (at, x, y) => {
      const from = (box.y + y - patch.y) * patch.width + box.x + x - patch.x
      if (labels[from] === label) piece.data[at] = 1
    })
    return piece
  })
}

function eachPixel(
  { width, height }: { readonly width: number; readonly height: number },
  visit: (at: number, x: number, y: number) => void
): void {
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) visit(y * width + x, x, y)
}

/** Without the 8-connected pieces smaller than `minArea` pixels; the largest is kept whatever its size. */
export function removeIslands(patch: MaskPatch, minArea: number): MaskPatch {
  const { labels, areas } = connectedComponents(patch, 8)
  const largest = areas.indexOf(Math.max(...areas))
  const keep = areas.map((area, label) => label !== 0 && (area >= minArea || label === largest))
  return { ...patch, data: Uint8Array.from(labels, (label) => (keep[label] ? 1 : 0)) }
}

/**
 * With the holes smaller than `maxArea` pixels filled: 8-connected pieces of background that do not touch the border
 * of the patch. A patch around the object holds all of its holes.
 */
export function fillHoles(patch: MaskPatch, maxArea: number): MaskPatch {
  const { width, height } = patch
  const background = { ...patch, data: patch.data.map((value) => (value === 0 ? 1 : 0)) }
  const { labels, areas } = connectedComponents(background, 8)
  const fill = areas.map((area, label) => label !== 0 && area < maxArea)
  const spare = (at: number): void => {
    fill[labels[at] ?? 0] = false
  }
  for (let x = 0; x < width; x++) {
    spare(x)
    spare((height - 1) * width + x)
  }
  for (let y = 0; y < height; y++) {
    spare(y * width)
    spare(y * width + width - 1)
  }
  return { ...patch, data: patch.data.map((value, at) => (value !== 0 || fill[labels[at] ?? 0] ? 1 : 0)) }
}
