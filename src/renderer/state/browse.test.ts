import { describe, expect, it } from 'vitest'
import { problem } from '@shared/schema/problem'
import { likelyNext, neighbour, nextUnlabelled, type ListPosition } from './browse'
import { countImages, filterImages } from './imageFilter'
import { imageRow } from './testing/records'

const bad = problem('image-unreadable', '', { file: 'd.jpg', reason: 'x' })
const images = [
  imageRow(1, 'a.jpg', { objects: 2 }),
  imageRow(2, 'b.jpg'),
  imageRow(3, 'c.jpg', { objects: 1 }),
  imageRow(4, 'd.jpg', { problem: bad }),
  imageRow(5, 'day 2/e.jpg')
]
const at = (index: number, fields: Partial<ListPosition> = {}): ListPosition => ({
  images,
  query: { filter: 'all', search: '' },
  current: images[index] ?? null,
  ...fields
})
const labelled = { filter: 'labelled', search: '' } as const

describe('filterImages', () => {
  it('searches all words in the path', () => {
    const found = filterImages(images, { filter: 'all', search: 'E DAY' }, null)
    expect(found.map((row) => row.id)).toEqual([5])
  })

  it('keeps the current image in a filtered list', () => {
    const query = { filter: 'unlabelled', search: '' } as const
    expect(filterImages(images, query, null).map((row) => row.id)).toEqual([2, 5])
    expect(filterImages(images, query, images[2]?.id ?? null).map((row) => row.id)).toEqual([2, 3, 5])
  })

  it('counts what each filter leaves', () => {
    expect(countImages(images)).toEqual({ all: 5, labelled: 2, unlabelled: 2, problems: 1 })
  })
})

describe('neighbour', () => {
  it('goes through the list and stops at its ends', () => {
    expect(neighbour(at(0), 1)).toBe(2)
    expect(neighbour(at(0), -1)).toBeNull()
    expect(neighbour(at(4), 1)).toBeNull()
  })

  it('goes through the filtered list', () => {
    expect(neighbour(at(0, { query: labelled }), 1)).toBe(3)
    expect(neighbour(at(1, { query: labelled }), 1)).toBe(3)
    expect(neighbour(at(1, { query: labelled }), -1)).toBe(1)
  })

  it('starts from where the current image would be', () => {
    const query = { filter: 'all', search: 'c.jpg' } as const
    expect(neighbour(at(1, { query }), 1)).toBe(3)
    expect(neighbour(at(3, { query }), -1)).toBe(3)
    expect(neighbour(at(3, { query }), 1)).toBeNull()
  })
})

describe('nextUnlabelled', () => {
  it('looks further on, then from the beginning, past what cannot be read', () => {
    expect(nextUnlabelled(at(2))).toBe(5)
    expect(nextUnlabelled(at(4))).toBe(2)
    expect(nextUnlabelled(at(0, { images: images.slice(0, 1) }))).toBeNull()
  })
})

describe('likelyNext', () => {
  it('is the two after and the one before, as far as they can be read', () => {
    expect(likelyNext(at(1)).map((row) => row.id)).toEqual([3, 1])
    expect(likelyNext(at(0)).map((row) => row.id)).toEqual([2, 3])
  })
})
