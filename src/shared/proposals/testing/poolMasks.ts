import { maskFromBitmap } from '../../mask/maskData'
import { emptyBitmap, type PixelBox } from '../../mask/rle'
import type { PoolMask } from '../coverage'

/** The image of the tests, in pixels. */
export const size = { width: 40, height: 30 } as const

/** A proposal of these boxes' pixels that can be dismissed. */
export function poolMask(
  id: string,
  boxes: readonly PixelBox[],
  fields: Partial<PoolMask & { dismissed: boolean }> = {}
): PoolMask & { readonly dismissed: boolean } {
  const bitmap = emptyBitmap(size.width, size.height)
  for (const { x, y, width, height } of boxes)
    for (let row = y; row < y + height; row++)
      bitmap.data.fill(1, row * size.width + x, row * size.width + x + width)
  const left = Math.min(...boxes.map(({ x }) => x))
  const top = Math.min(...boxes.map(({ y }) => y))
  const right = Math.max(...boxes.map(({ x, width }) => x + width))
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height))
  return {
    id,
    mask: maskFromBitmap(bitmap),
    box: { x: left, y: top, width: right - left, height: bottom - top },
    area: bitmap.data.reduce((sum, value) => sum + value, 0),
    score: 0.9,
    stability: 0.95,
    dismissed: false,
    ...fields
  }
}

export const box = (x: number, y: number, width: number, height: number): PixelBox => ({
  x,
  y,
  width,
  height
})
