import type { Size } from '../geometry/spaces'
import type { CornerBox } from './cornerBox'

/** A part of the image that is segmented on its own; layer 0 is the image itself. */
export interface Crop {
  readonly box: CornerBox
  readonly layer: number
}

/**
 * The image and its crops: the official `generate_crop_boxes`. Layer i has 2^i crops along each side, which overlap
 * by a fraction of the shorter side (halved from layer to layer); column by column, from the top.
 */
export function cropBoxes(image: Size, layers: number, overlapRatio: number): Crop[] {
  const { width, height } = image
  const crops: Crop[] = [{ box: [0, 0, width, height], layer: 0 }]
  for (let layer = 1; layer <= layers; layer++) {
    const perSide = 2 ** layer
    const overlap = Math.floor(overlapRatio * Math.min(width, height) * (2 / perSide))
    const cropWidth = cropLength(width, perSide, overlap)
    const cropHeight = cropLength(height, perSide, overlap)
    for (let column = 0; column < perSide; column++) {
      for (let row = 0; row < perSide; row++) {
        const x = (cropWidth - overlap) * column
        const y = (cropHeight - overlap) * row
        const box = [x, y, Math.min(x + cropWidth, width), Math.min(y + cropHeight, height)] as const
        crops.push({ box, layer })
      }
    }
  }
  return crops
}

function cropLength(length: number, crops: number, overlap: number): number {
  return Math.ceil((overlap * (crops - 1) + length) / crops)
}
