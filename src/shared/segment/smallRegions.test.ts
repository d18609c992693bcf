import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { connectedComponents } from '../mask/components'
import { decodeRle, encodeRle, type Bitmap } from '../mask/rle'
import { bitmapArbitrary, patchOf, rowsOf } from '../mask/testing/patches'
import { removeSmallRegions } from './smallRegions'

/** The official remove_small_regions, written down again on bitmaps. */
function officially(
  { width, height, data }: Bitmap,
  minArea: number
): { data: Uint8Array; changed: boolean } {
  let mask = data
  let changed = false
  for (const mode of ['holes', 'islands'] as const) {
    const working = mask.map((value) => (mode === 'holes' ? 1 - value : value))
    const { labels, areas } = connectedComponents({ x: 0, y: 0, width, height, data: working }, 8)
    const sizes = areas.slice(1)
    if (!sizes.some((size) => size < minArea)) continue
    changed = true
    let fill = new Set([0, ...sizes.flatMap((size, i) => (size < minArea ? [i + 1] : []))])
    if (mode === 'islands') {
      fill = new Set(areas.flatMap((_, label) => (fill.has(label) ? [] : [label])))
      if (fill.size === 0) fill.add(sizes.indexOf(Math.max(...sizes)) + 1)
    }
    mask = Uint8Array.from(labels, (label) => (fill.has(label) ? 1 : 0))
  }
  return { data: mask, changed }
}

describe('small regions', () => {
  it('are removed as the official code does it', () => {
    fc.assert(
      fc.property(bitmapArbitrary(), fc.integer({ min: 1, max: 30 }), (bitmap, minArea) => {
        const { rle, changed } = removeSmallRegions(encodeRle(bitmap), minArea)
        const expected = officially(bitmap, minArea)
        expect(decodeRle(rle).data).toEqual(expected.data)
        expect(changed).toBe(expected.changed)
      }),
      { numRuns: 500 }
    )
  })

  const cleaned = (minArea: number, ...rows: string[]): string[] => {
    const { width, height, data } = patchOf(...rows)
    const { rle } = removeSmallRegions(encodeRle({ width, height, data }), minArea)
    return rowsOf({ ...decodeRle(rle) })
  }

  it('are holes and islands', () => {
    expect(cleaned(3, '####....', '#.##..#.', '####....')).toEqual(['####....', '####....', '####....'])
  })

  it('hang together by their corners', () => {
    expect(cleaned(3, '#.......', '.#......', '..#.....', '........')).toEqual([
      '#.......',
      '.#......',
      '..#.....',
      '........'
    ])
  })

  it('include background at the border of the image', () => {
    expect(cleaned(3, '####', '###.', '####')).toEqual(['####', '####', '####'])
  })

  it('leave the largest island when all are small', () => {
    expect(cleaned(20, '##......', '........', '.....#..')[0]).toBe('##......')
  })
})
