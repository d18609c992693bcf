import { countsFromString } from '@shared/mask/rleString'
import type { MaskData } from '@shared/schema/shape'

/** Pixels of an image. */
export interface ImageSize {
  readonly width: number
  readonly height: number
}

/** Why a mask cannot belong to an image of that size (null: not known yet), or null when it can. */
export function maskFault(mask: MaskData, size: ImageSize | null): string | null {
  if (size !== null && (mask.width !== size.width || mask.height !== size.height)) {
    return `the mask is ${mask.width}×${mask.height}, the image ${size.width}×${size.height}`
  }
  let covered = 0
  try {
    for (const run of countsFromString(mask.counts)) covered += run
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  const pixels = mask.width * mask.height
  return covered === pixels ? null : `the mask's runs cover ${covered} of ${pixels} pixels`
}
