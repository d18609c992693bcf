import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskContains, rleFromMask } from '../mask/maskData'
import { defaultPoolFilters } from '../schema/proposal'
import { proposalColor } from './colors'
import { fillRuns } from './fillRuns'
import { enclosedBy } from './lasso'
import { offerOf } from './offered'
import { PointIndex } from './pointIndex'
import { box, poolMask, size } from './testing/poolMasks'

const ids = (masks: readonly { readonly id: string }[]): string[] => masks.map(({ id }) => id)

describe('offerOf', () => {
  const proposals = [
    poolMask('good', [box(0, 0, 10, 10)]),
    poolMask('weak', [box(0, 0, 10, 10)], { score: 0.5 }),
    poolMask('shaky', [box(0, 0, 10, 10)], { stability: 0.5 }),
    poolMask('small', [box(0, 0, 2, 2)]),
    poolMask('large', [box(0, 0, 40, 30)]),
    poolMask('gone', [box(0, 0, 10, 10)], { dismissed: true }),
    poolMask('inside', [box(0, 0, 10, 10)]),
    poolMask('object', [box(0, 0, 10, 10)], { dismissed: true })
  ]
  const coverage = new Map([
    ['inside', 'covered'],
    ['object', 'adopted']
  ] as const)

  it('offers all that passes, and counts the rest', () => {
    const { visible, dismissed, adopted } = offerOf(proposals, defaultPoolFilters, coverage)
    expect(ids(visible)).toEqual(['good', 'weak', 'shaky', 'small', 'large'])
    expect(ids(dismissed)).toEqual(['gone'])
    expect(adopted).toBe(1)
  })

  it.each([
    [{ minScore: 0.6 }, ['good', 'shaky', 'small', 'large']],
    [{ minStability: 0.6 }, ['good', 'weak', 'small', 'large']],
    [{ minArea: 5 }, ['good', 'weak', 'shaky', 'large']],
    [{ maxArea: 100 }, ['good', 'weak', 'shaky', 'small']],
    [{ hideCovered: false }, ['good', 'weak', 'shaky', 'small', 'large', 'inside']]
  ])('with %o', (filters, expected) => {
    expect(ids(offerOf(proposals, { ...defaultPoolFilters, ...filters }, coverage).visible)).toEqual(expected)
  })
})

describe('PointIndex', () => {
  const whole = poolMask('whole', [box(0, 0, 20, 20)])
  const part = poolMask('part', [box(2, 2, 10, 10)])
  const detail = poolMask('detail', [box(4, 4, 3, 3)])
  const across = poolMask('across', [box(5, 5, 30, 1)])

  it('goes from part to whole, and then to what only overlaps', () => {
    const index = new PointIndex([across, whole, detail, part])
    expect(ids(index.levelsAt({ x: 5.5, y: 5.5 }))).toEqual(['detail', 'part', 'whole', 'across'])
    expect(ids(index.levelsAt({ x: 5.4, y: 5.4 }))[3]).toBe('across')
    expect(ids(index.at({ x: 5.5, y: 5.5 }))).toEqual(['detail', 'across', 'part', 'whole'])
    expect(ids(index.at({ x: 30, y: 5.9 }))).toEqual(['across'])
    expect(index.at({ x: 30, y: 6 })).toEqual([])
  })

  it('prefers the better of two of one size', () => {
    const better = { ...detail, id: 'better', score: 0.99 }
    expect(ids(new PointIndex([detail, better]).at({ x: 5, y: 5 }))).toEqual(['better', 'detail'])
  })

  it('finds exactly the masks that have the pixel', () => {
    const boxes = fc
      .tuple(fc.nat(30), fc.nat(20), fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 10 }))
      .map(([x, y, width, height]) => box(x, y, width, height))
    const pools = fc
      .array(fc.array(boxes, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 })
      .map((all) => all.map((each, i) => poolMask(String(i), each)))
    const points = fc.record({
      x: fc.double({ min: -2, max: 42, noNaN: true }),
      y: fc.double({ min: -2, max: 32, noNaN: true })
    })
    fc.assert(
      fc.property(pools, points, (pool, point) => {
        const found = new PointIndex(pool).at(point)
        const expected = pool.filter(({ mask }) => maskContains(mask, point.x, point.y))
        expect(ids(found).sort()).toEqual(ids(expected).sort())
        expect(found[0]?.area).toBe(
          expected.length > 0 ? Math.min(...expected.map(({ area }) => area)) : undefined
        )
      })
    )
  })
})

describe('enclosedBy', () => {
  const ring = [
    { x: 0, y: 0 },
    { x: 20, y: 0 },
    { x: 20, y: 20 },
    { x: 0, y: 20 }
  ]

  it('takes what lies inside, a corner more or less', () => {
    const inside = poolMask('inside', [box(2, 2, 5, 5)])
    const nearly = poolMask('nearly', [box(11, 0, 10, 10)])
    const half = poolMask('half', [box(15, 12, 10, 5)])
    const beside = poolMask('beside', [box(25, 0, 5, 5)])
    const around = poolMask('around', [box(0, 0, 40, 30)])
    expect(ids(enclosedBy(ring, [inside, nearly, half, beside, around]))).toEqual(['inside', 'nearly'])
  })

  it('goes by pixels, not by boxes', () => {
    const triangle = ring.slice(0, 3)
    expect(ids(enclosedBy(triangle, [poolMask('corner', [box(1, 13, 5, 5)])]))).toEqual([])
    expect(ids(enclosedBy(triangle, [poolMask('other', [box(13, 1, 5, 5)])]))).toEqual(['other'])
  })

  it('takes nothing with a ring that encloses nothing', () => {
    expect(enclosedBy(ring.slice(0, 2), [poolMask('a', [box(0, 0, 1, 1)])])).toEqual([])
    expect(enclosedBy(ring, [])).toEqual([])
  })

  it('takes everything with a ring around the image', () => {
    const all = [poolMask('a', [box(0, 0, 40, 30)]), poolMask('b', [box(30, 20, 10, 10)])]
    const around = ring.map(({ x, y }) => ({
      x: x === 0 ? -5 : size.width + 5,
      y: y === 0 ? -5 : size.height + 5
    }))
    expect(enclosedBy(around, all)).toEqual(all)
  })
})

describe('fillRuns', () => {
  const spots = poolMask('spots', [box(0, 0, 40, 2), box(3, 5, 7, 4)])
  const painted = (step: number): number[] => {
    const width = Math.ceil(size.width / step)
    const pixels = new Uint32Array(width * Math.ceil(size.height / step))
    fillRuns(pixels, rleFromMask(spots.mask), 7, step)
    return [...pixels]
  }

  it.each([1, 2, 3])('writes every pixel of the mask, of which every %s-th counts', (step) => {
    const width = Math.ceil(size.width / step)
    const expected = painted(step).map((_, i) => {
      const x = (i % width) * step
      return maskContains(spots.mask, x, Math.floor(i / width) * step) ? 7 : 0
    })
    expect(painted(step)).toEqual(expected)
  })
})

describe('proposalColor', () => {
  it('gives colours that differ for a long time', () => {
    const colors = Array.from({ length: 200 }, (_, i) => proposalColor(i))
    for (const color of colors) expect(color).toMatch(/^#[0-9a-f]{6}$/)
    expect(new Set(colors).size).toBe(200)
  })
})
