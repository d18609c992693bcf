import { describe, expect, it } from 'vitest'
import type { ImageId } from '@shared/schema/ids'
import { initialForm, isComplete, scopeImages, scopeOf, toOptions } from './exportingForm'
import { imageRow } from './testing/records'
import { someFormats } from './testing/reports'

const rows = [imageRow(1, 'a.jpg', { objects: 2 }), imageRow(2, 'day/b.jpg'), imageRow(3, 'day/c.jpg')]
const all = { filter: 'all', search: '' } as const
const ids = (...numbers: number[]): ImageId[] => numbers as ImageId[]
const images = scopeImages(rows, { query: all, marked: new Set() }, 2 as ImageId)
const unlabelled = scopeImages(rows.slice(1), { query: all, marked: new Set() }, null)
const [coco, yolo] = someFormats
if (!coco || !yolo) throw new Error('There are no formats')

describe('the images of an export', () => {
  it('are all, those with objects, the selected or else the shown one, and the listed ones', () => {
    expect(images).toEqual({
      all: ids(1, 2, 3),
      labelled: ids(1),
      selected: ids(2),
      filtered: ids(1, 2, 3)
    })
    const query = { ...all, search: 'day' }
    const narrowed = scopeImages(rows, { query, marked: new Set(ids(1, 3)) }, 2 as ImageId)
    expect(narrowed.selected).toEqual(ids(1, 3))
    expect(narrowed.filtered).toEqual(ids(2, 3))
  })

  it('are never none because of a choice that the user did not make', () => {
    expect(scopeOf(initialForm, images)).toBe('labelled')
    expect(scopeOf(initialForm, unlabelled)).toBe('all')
    expect(scopeOf({ scope: 'selected' }, unlabelled)).toBe('all')
    expect(isComplete(initialForm, unlabelled)).toBe(true)
    expect(isComplete(initialForm, scopeImages([], { query: all, marked: new Set() }, null))).toBe(false)
  })
})

describe('the options of an export', () => {
  it('are neutral where they do not apply', () => {
    const form = { ...initialForm, rle: true, tolerance: 2 }
    expect(toOptions(form, yolo, images)).toMatchObject({ format: 'yolo-seg', rle: false, tolerance: 2 })
    // Written pixel by pixel, there are no outlines to simplify.
    expect(toOptions(form, coco, images)).toMatchObject({ format: 'coco', rle: true, tolerance: 0 })
  })

  it('divide by shares or by folders', () => {
    const form = { ...initialForm, divide: true, together: 'folder' } as const
    expect(toOptions(form, coco, images).split).toEqual({
      by: 'ratio',
      train: 0.8,
      val: 0.2,
      test: 0,
      seed: 1,
      together: 'folder'
    })
    expect(toOptions({ ...form, by: 'folder' }, coco, images).split).toEqual({ by: 'folder' })
    const wrong = { ...form, shares: { train: 80, val: 10, test: 0 } }
    expect(isComplete(wrong, images)).toBe(false)
    expect(isComplete({ ...wrong, by: 'folder' }, images)).toBe(true)
  })
})
