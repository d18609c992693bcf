import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyDiff, diffBetween, emptyDiff, invertDiff, isEmptyDiff, squashDiffs } from './recordsDiff'

interface Toy {
  readonly value: number
}
type Toys = ReadonlyMap<string, Toy>

const records: fc.Arbitrary<Toys> = fc
  .dictionary(fc.constantFrom('a', 'b', 'c', 'd', '__proto__x'), fc.nat(3))
  .map((values) => new Map(Object.entries(values).map(([id, value]) => [id, { value }])))

/** A second state that shares some records with the first, as edits leave the others alone. */
const pair = fc
  .tuple(records, records, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }))
  .map(([before, after, keep]): [Toys, Toys] => {
    const next = new Map(after)
    ;[...before].forEach(([id, record], i) => {
      if (keep[i]) next.set(id, record)
    })
    return [before, next]
  })

describe('diffs', () => {
  it('lead from one state to the other and, inverted, back', () => {
    fc.assert(
      fc.property(pair, ([before, after]) => {
        const diff = diffBetween(before, after)
        expect(applyDiff(before, diff)).toEqual(after)
        expect(applyDiff(after, invertDiff(diff))).toEqual(before)
        expect(invertDiff(invertDiff(diff))).toEqual(diff)
      })
    )
  })

  it('squash to one with the same effect', () => {
    fc.assert(
      fc.property(pair, records, ([first, second], third) => {
        const squashed = squashDiffs(diffBetween(first, second), diffBetween(second, third))
        expect(applyDiff(first, squashed)).toEqual(third)
        expect(applyDiff(third, invertDiff(squashed))).toEqual(first)
      })
    )
  })

  it('squash in any grouping alike', () => {
    fc.assert(
      fc.property(records, records, records, records, (a, b, c, d) => {
        const [ab, bc, cd] = [diffBetween(a, b), diffBetween(b, c), diffBetween(c, d)]
        const left = squashDiffs(squashDiffs(ab, bc), cd)
        const right = squashDiffs(ab, squashDiffs(bc, cd))
        expect(applyDiff(a, left)).toEqual(applyDiff(a, right))
      })
    )
  })

  it('are empty when nothing changed', () => {
    fc.assert(
      fc.property(pair, ([before, after]) => {
        const same =
          before.size === after.size && [...before].every(([id, record]) => after.get(id) === record)
        expect(isEmptyDiff(diffBetween(before, after))).toBe(same)
      })
    )
    expect(isEmptyDiff(emptyDiff)).toBe(true)
  })

  it('do not change what they are made of', () => {
    const first = diffBetween<Toy>(new Map(), new Map([['a', { value: 1 }]]))
    const copy = structuredClone(first)
    squashDiffs(first, { added: {}, updated: {}, removed: { a: { value: 1 } } })
    expect(first).toEqual(copy)
  })

  it('forget what was added and removed again', () => {
    const record = { value: 1 }
    const added = diffBetween<Toy>(new Map(), new Map([['a', record]]))
    expect(isEmptyDiff(squashDiffs(added, invertDiff(added)))).toBe(true)
  })
})
