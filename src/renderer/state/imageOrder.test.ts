import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { comparePaths } from '@shared/order/naturalOrder'
import { mergeImages } from './imageOrder'
import { imageRow } from './testing/records'

const sorted = (paths: readonly string[]): string[] => [...paths].sort(comparePaths)
const name = fc.constantFrom('a', 'b', 'img2', 'img10', 'Z', 'ä')
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'))

describe('comparePaths', () => {
  it('puts numbers in their order', () => {
    expect(sorted(['img10.jpg', 'img2.jpg', 'img1.jpg'])).toEqual(['img1.jpg', 'img2.jpg', 'img10.jpg'])
  })

  it('puts a folder’s own files before its subfolders', () => {
    expect(sorted(['a/z.jpg', 'b.jpg', 'a/b/c.jpg', 'z.jpg'])).toEqual([
      'b.jpg',
      'z.jpg',
      'a/z.jpg',
      'a/b/c.jpg'
    ])
  })
})

describe('mergeImages', () => {
  it('gives the same list in whatever pieces the images arrive', () => {
    fc.assert(
      fc.property(fc.uniqueArray(path, { maxLength: 12 }), fc.nat(12), (paths, cut) => {
        const rows = paths.map((each, i) => imageRow(i + 1, each))
        const merged = mergeImages(mergeImages([], rows.slice(0, cut)), rows.slice(cut))
        expect(merged.map((row) => row.path)).toEqual(sorted(paths))
      })
    )
  })

  it('replaces images that are known', () => {
    const merged = mergeImages(
      [imageRow(1, 'a'), imageRow(2, 'b')],
      [imageRow(1, 'a', { objects: 3 }), imageRow(3, 'c')]
    )
    expect(merged.map((row) => [row.id, row.objects])).toEqual([
      [1, 3],
      [2, 0],
      [3, 0]
    ])
  })
})
