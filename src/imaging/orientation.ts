/**
 * EXIF orientation: 1 as it is, 2 mirrored left to right, 3 turned by 180°, 4 mirrored top to bottom, 5 mirrored
 * over the main diagonal, 6 to be turned 90° clockwise, 7 mirrored over the other diagonal, 8 to be turned 90°
 * counter-clockwise.
 */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

/** Any other number means 1. */
export function toOrientation(value: number): Orientation {
  return value >= 1 && value <= 8 && Number.isInteger(value) ? (value as Orientation) : 1
}

/** Whether width and height change places. */
export function turnsSides(orientation: Orientation): boolean {
  return orientation >= 5
}
