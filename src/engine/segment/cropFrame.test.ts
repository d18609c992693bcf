import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeRle, encodeRle } from '@shared/mask/rle'
import { bitmapArbitrary } from '@shared/mask/testing/patches'
import { uncropMask } from './cropFrame'
import { rleArea } from '@shared/mask/measure'

it('puts the mask of a crop where the crop lies', () => {
  const gap = fc.integer({ min: 0, max: 5 })
  fc.assert(
    fc.property(bitmapArbitrary(), gap, gap, gap, gap, (bitmap, left, top, right, bottom) => {
      const rle = encodeRle(bitmap)
      const image = { width: left + bitmap.width + right, height: top + bitmap.height + bottom }
      const crop = [left, top, left + bitmap.width, top + bitmap.height] as const
      const mask = uncropMask({ ...rle, area: rleArea(rle) }, { crop, image })
      const { data } = decodeRle(mask)
      expect(mask.area).toBe(rleArea(rle))
      expect(data).toHaveLength(image.width * image.height)
      bitmap.data.forEach((value, i) => {
        const x = left + (i % bitmap.width)
        const y = top + Math.floor(i / bitmap.width)
        if ((data[y * image.width + x] ?? 0) !== value) throw new Error(`differs at ${x},${y}`)
      })
    })
  )
})
