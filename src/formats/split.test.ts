import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom, shuffled } from './random'
import { splitCounts, splitPaths } from './split'

const share = fc.integer({ min: 0, max: 100 })
const split = fc.record({ train: share, val: share, test: share, seed: fc.integer() })

describe('splitCounts', () => {
  it('gives everything out, no part more than one away from its share', () => {
    fc.assert(
      fc.property(fc.nat(5000), split, (total, shares) => {
        const counts = splitCounts(total, shares)
        expect(counts.reduce((a, b) => a + b, 0)).toBe(total)
        const sum = shares.train + shares.val + shares.test
        if (sum === 0) expect(counts).toEqual([total, 0, 0])
        else {
          ;[shares.train, shares.val, shares.test].forEach((part, i) => {
            const exact = (part / sum) * total
            expect(Math.abs((counts[i] ?? 0) - exact)).toBeLessThan(1)
            if (part === 0) expect(counts[i]).toBe(0)
          })
        }
      })
    )
  })

  it.each([
    [10, { train: 0.8, val: 0.2, test: 0 }, [8, 2, 0]],
    [10, { train: 0.7, val: 0.2, test: 0.1 }, [7, 2, 1]],
    [3, { train: 1, val: 1, test: 1 }, [1, 1, 1]],
    [2, { train: 1, val: 1, test: 1 }, [1, 1, 0]],
    [5, { train: 0.5, val: 0.5, test: 0 }, [3, 2, 0]],
    [0, { train: 1, val: 1, test: 1 }, [0, 0, 0]]
  ])('of %i images in shares %j is %j', (total, shares, expected) => {
    expect(splitCounts(total, { ...shares, seed: 0 })).toEqual(expected)
  })
})

describe('splitPaths', () => {
  const paths = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 6 }), { maxLength: 60 })

  it('does not depend on the order of the list', () => {
    fc.assert(
      fc.property(paths, split, fc.integer(), (list, shares, other) => {
        const parts = splitPaths(list, shares)
        const again = splitPaths(shuffled(list, seededRandom(other)), shares)
        expect(new Map([...again].sort())).toEqual(new Map([...parts].sort()))
        expect(parts.size).toBe(list.length)
      })
    )
  })

  it('depends on the seed', () => {
    const list = Array.from({ length: 40 }, (_, i) => `${i}.jpg`)
    const shares = { train: 0.5, val: 0.5, test: 0 }
    const one = [...splitPaths(list, { ...shares, seed: 1 })].sort().join()
    expect([...splitPaths(list, { ...shares, seed: 1 })].sort().join()).toBe(one)
    expect([...splitPaths(list, { ...shares, seed: 2 })].sort().join()).not.toBe(one)
  })
})

describe('seededRandom', () => {
  it('gives the numbers that mulberry32 is known to give', () => {
    const random = seededRandom(0)
    const first = [random(), random(), random()]
    expect(first.map((value) => Math.round(value * 2 ** 32))).toEqual([1144304738, 1416247, 958946056])
  })
})
