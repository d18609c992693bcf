import { decodeRle, type Rle } from '@shared/mask/rle'
import { countsToString } from '@shared/mask/rleString'
import type { Mask } from './types'
import { toColumnMajor } from '@shared/mask/columnMajor'
import { rleArea, rleBounds } from '@shared/mask/measure'

/** Converts RLE to the public mask type. */
export function maskOf(rle: Rle, score: number): Mask {
  const { width, height } = rle
  const box = rleBounds(rle) ?? { x: 0, y: 0, width: 0, height: 0 }
  return {
    score,
    width,
    height,
    area: rleArea(rle),
    bbox: [box.x, box.y, box.width, box.height],
    rle: { size: [height, width], counts: countsToString(toColumnMajor(rle).counts) },
    bitmap: () => decodeRle(rle).data
  }
}
