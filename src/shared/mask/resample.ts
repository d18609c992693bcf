import { mapBetweenBoxes, pixelsAround, type Box } from '../geometry/box'
import type { Size } from '../geometry/spaces'
import { emptyPatch, type MaskPatch } from './patch'

/** The patch moved by whole pixels, cut off at the image. */
export function translatePatch(patch: MaskPatch, dx: number, dy: number, image: Size): MaskPatch {
  const moved = { x: patch.x + dx, y: patch.y + dy, width: patch.width, height: patch.height }
  return resampleInto(moved, image, (x, y) => [x - moved.x, y - moved.y], patch)
}

/** The patch stretched as `from` becomes `to`: each pixel takes the value of the one that its centre came from. */
export function resamplePatch(patch: MaskPatch, from: Box, to: Box, image: Size): MaskPatch {
  const start = mapBetweenBoxes(patch, from, to)
  const end = mapBetweenBoxes({ x: patch.x + patch.width, y: patch.y + patch.height }, from, to)
  const box = { x: start.x, y: start.y, width: end.x - start.x, height: end.y - start.y }
  const scaleX = box.width > 0 ? patch.width / box.width : 0
  const scaleY = box.height > 0 ? patch.height / box.height : 0
  return resampleInto(
    box,
    image,
    (x, y) => [Math.floor((x + 0.5 - box.x) * scaleX), Math.floor((y + 0.5 - box.y) * scaleY)],
    patch
  )
}

/** `source` gives for a pixel of the image the column and row of the patch. */
function resampleInto(
  box: Box,
  image: Size,
  source: (x: number, y: number) => readonly [number, number],
  patch: MaskPatch
): MaskPatch {
  const out = emptyPatch(pixelsAround(box, image) ?? { x: 0, y: 0, width: 0, height: 0 })
  const columns = Int32Array.from({ length: out.width }, (_, i) => source(out.x + i, 0)[0])
  for (let row = 0; row < out.height; row++) {
    const fromRow = source(0, out.y + row)[1]
    if (fromRow < 0 || fromRow >= patch.height) continue
    for (let i = 0; i < out.width; i++) {
      const column = columns[i] ?? -1
      if (column >= 0 && column < patch.width) {
        out.data[row * out.width + i] = patch.data[fromRow * patch.width + column] ?? 0
      }
    }
  }
  return out
}
