import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyDiff, diffBetween, invertDiff, isEmptyDiff } from './recordsDiff'

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

  it('are empty when nothing changed', () => {
    fc.assert(
      fc.property(pair, ([before, after]) => {
        const same =
          before.size === after.size && [...before].every(([id, record]) => after.get(id) === record)
        expect(isEmptyDiff(diffBetween(before, after))).toBe(same)
      })
    )
  })
})
