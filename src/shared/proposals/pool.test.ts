import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskContains, rleFromMask } from '../mask/maskData'
import { defaultPoolFilters, type PoolParts } from '../schema/proposal'
import { proposalColor } from './colors'
import { coveredPart, offerOf } from './coverage'
import { fillRuns } from './fillRuns'
import { enclosedBy } from './lasso'
import { NestingIndex } from './nestingIndex'
import { PointIndex } from './pointIndex'
import { box, poolMask, size } from './testing/poolMasks'
import { intersectionArea } from '../mask/measure'

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

describe('NestingIndex', () => {
  const car = poolMask('car', [box(0, 0, 20, 20)])
  const door = poolMask('door', [box(2, 2, 10, 10)])
  const handle = poolMask('handle', [box(4, 4, 3, 3)])
  const tree = poolMask('tree', [box(25, 0, 10, 20)])
  const street = poolMask('street', [box(0, 0, 40, 29)])
  const pool = [car, door, handle, tree]
  const taken = (parts: PoolParts, proposals = pool, among = proposals): string[] => {
    const index = new NestingIndex()
    index.update(proposals)
    return ids(index.choose(among, parts))
  }

  it('tells whole objects, smallest parts, and all', () => {
    expect(taken('whole')).toEqual(['car', 'tree'])
    expect(taken('smallest')).toEqual(['handle', 'tree'])
    expect(taken('all')).toEqual(['car', 'door', 'handle', 'tree'])
  })

  it('goes by those among which is chosen: a part is whole where its whole is not', () => {
    expect(taken('whole', pool, [door, handle])).toEqual(['door'])
    expect(taken('smallest', pool, [car, door])).toEqual(['door'])
  })

  it('takes the ground for no whole, unless nothing lies on it', () => {
    expect(taken('whole', [street, ...pool])).toEqual(['car', 'tree'])
    expect(taken('smallest', [street, ...pool])).toEqual(['handle', 'tree'])
    expect(taken('whole', [street, ...pool], [street])).toEqual(['street'])
  })

  it('follows proposals that come, go, and become others', () => {
    const index = new NestingIndex()
    index.update([door])
    index.update([handle, door, car])
    expect(ids(index.choose([door, handle, car], 'whole'))).toEqual(['car'])
    index.update([handle, door])
    expect(ids(index.choose([door, handle], 'whole'))).toEqual(['door'])
    const elsewhere = { ...poolMask('door', [box(30, 20, 5, 5)]) }
    index.update([handle, elsewhere])
    expect(ids(index.choose([elsewhere, handle], 'whole'))).toEqual(['door', 'handle'])
  })

  it('never takes two of which one covers the other, whatever the order of arrival', () => {
    const pools = fc
      .uniqueArray(fc.tuple(fc.nat(30), fc.nat(20), fc.integer({ min: 1, max: 10 })), { maxLength: 12 })
      .map((all) => all.map(([x, y, side], i) => poolMask(String(i), [box(x, y, side, side)])))
    fc.assert(
      fc.property(pools, fc.constantFrom('whole' as const, 'smallest' as const), (some, parts) => {
        const index = new NestingIndex()
        for (let n = 1; n <= some.length; n++) index.update(some.slice(0, n))
        const chosen = index.choose(some, parts)
        expect(chosen.length > 0).toBe(some.length > 0)
        for (const a of chosen)
          for (const b of chosen) {
            const shared = intersectionArea(rleFromMask(a.mask), rleFromMask(b.mask))
            expect(a === b || shared < coveredPart * Math.min(a.area, b.area)).toBe(true)
          }
      })
    )
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
