/**
 * A box as the official generator has it: left, top, right, bottom. For crops right and bottom are exclusive. For
 * masks they are the last column and row that belong to the mask, so a box of one pixel has no area.
 */
export type CornerBox = readonly [left: number, top: number, right: number, bottom: number]

/** The product of the sides' differences, the official `box_area`. */
export function cornerArea([left, top, right, bottom]: CornerBox): number {
  return (right - left) * (bottom - top)
}

/** A box of a crop in the image's coordinates: the official `uncrop_boxes_xyxy`. */
export function uncropBox([left, top, right, bottom]: CornerBox, [x, y]: CornerBox): CornerBox {
  return [left + x, top + y, right + x, bottom + y]
}

/** Differences of up to this many pixels count as touching. */
const NEAR = 20

/**
 * Whether a mask was probably cut off by its crop: an edge of its box is near the crop's and not near the image's.
 * The official `is_box_near_crop_edge` (atol 20).
 * @param box in the image's coordinates.
 */
export function isNearCropEdge(box: CornerBox, crop: CornerBox, image: CornerBox): boolean {
  return box.some((edge, i) => {
    return Math.abs(edge - (crop[i] ?? 0)) <= NEAR && !(Math.abs(edge - (image[i] ?? 0)) <= NEAR)
  })
}
