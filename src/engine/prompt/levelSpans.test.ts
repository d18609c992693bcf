import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { axisMap, columnGroups } from './axisMap'
import { ABOVE, BELOW, LevelSpans } from './levelSpans'
import { LOW_RES } from './lowRes'
import { modelSpace } from './modelSpace'

describe('spans of enlarged rows', () => {
  const sizes = fc.constantFrom([1024, 700] as const, [330, 500] as const, [61, 90] as const)
  const waves = fc.tuple(fc.double({ min: 0.01, max: 0.5, noNaN: true }), fc.double({ min: 0.01, max: 0.5, noNaN: true })) // prettier-ignore

  it('cover each row once, and are even where they say so', () => {
    fc.assert(
      fc.property(sizes, waves, ([width, height], [a, b]) => {
        const space = modelSpace(width, height, { inputSize: 1024 })
        const columns = axisMap(LOW_RES, 1024, space.width, width)
        const rows = axisMap(LOW_RES, 1024, space.height, height)
        const groups = columnGroups(columns, LOW_RES)
        const logits = Float32Array.from({ length: LOW_RES * LOW_RES }, (_, i) => {
          return 3 * Math.sin((i % LOW_RES) * a) * Math.cos(Math.floor(i / LOW_RES) * b)
        })
        const value = (x: number, y: number): number => {
          let sum = 0
          for (let j = 0; j < 3; j++) {
            for (let i = 0; i < 3; i++) {
              const weight = (rows.weights[y * 3 + j] ?? 0) * (columns.weights[x * 3 + i] ?? 0)
              const at = ((rows.first[y] ?? 0) + j) * LOW_RES + (columns.first[x] ?? 0) + i
              if (weight !== 0) sum += weight * (logits[at] ?? 0)
            }
          }
          return sum
        }
        const spans = new LevelSpans(columns, rows)
        spans.start(logits, -1, 1)
        for (let y = 0; y < height; y++) {
          spans.goTo(y)
          expect(spans.begin[0]).toBe(0)
          expect(groups[spans.begin[spans.length] ?? 0]).toBe(width)
          for (let n = 0; n < spans.length; n++) {
            const from = groups[spans.begin[n] ?? 0] ?? 0
            const to = groups[spans.begin[n + 1] ?? 0] ?? 0
            for (let x = from; x < to; x++) {
              if (spans.kind[n] === ABOVE && !(value(x, y) > 1)) expect.fail(`(${x}, ${y}) is not above`)
              if (spans.kind[n] === BELOW && !(value(x, y) <= -1)) expect.fail(`(${x}, ${y}) is not below`)
            }
          }
        }
      }),
      { numRuns: 12 }
    )
  })

  it('are the same for rows that are made of the same samples', () => {
    const axis = axisMap(LOW_RES, 1024, 1024, 1024)
    const spans = new LevelSpans(axis, axis)
    spans.start(new Float32Array(LOW_RES * LOW_RES).fill(1), 0, 0)
    const others = Array.from({ length: 1024 }, (_, y) => spans.goTo(y)).filter(Boolean).length
    expect(others).toBeLessThan(600)
    expect([spans.length, spans.kind[0]]).toEqual([1, ABOVE])
  })
})
