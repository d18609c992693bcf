import { describe, expect, it } from 'vitest'
import { defaultEverythingParams, everythingRanges } from '../segment/params'
import { defaultPoolFilters, everythingInputSchema, poolFiltersSchema } from './proposal'

const issuesOf = (input: unknown): { path: PropertyKey[]; message: string }[] => {
  const parsed = everythingInputSchema.safeParse(input)
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => ({ path, message }))
}

describe('settings of whole-image segmentation', () => {
  it.each([{}, { pointsPerSide: 16 }, { pointsStride: 16 }, { pointGrids: [[{ x: 0.5, y: 0.5 }]] }])(
    'take %j',
    (input) => {
      expect(everythingInputSchema.parse(input)).toEqual(input)
    }
  )

  it('take all defaults', () => {
    expect(everythingInputSchema.parse(defaultEverythingParams)).toEqual(defaultEverythingParams)
  })

  it.each(Object.entries(everythingRanges))('name %s and what it may be', (name, { min, max, whole }) => {
    for (const value of [min - 1, max + 1]) {
      const kind = whole ? 'an integer' : 'a number'
      const message = `${name} is ${value}, but must be ${kind} from ${min} to ${max}`
      expect(issuesOf({ [name]: value })).toEqual([{ path: [name], message }])
    }
  })

  it('refuse a stride together with points per side', () => {
    expect(issuesOf({ pointsStride: 16, pointsPerSide: 32 })).toEqual([
      {
        path: ['pointsStride'],
        message: 'pointsStride and pointsPerSide are mutually exclusive'
      }
    ])
  })

  it.each([{ pointPerSide: 32 }, { pointsPerSide: '32' }, { pointsPerSide: NaN }, null])(
    'refuse %j',
    (input) => {
      expect(issuesOf(input)).toHaveLength(1)
    }
  )
})

describe('filters of a pool', () => {
  it('begin with everything that no object covers', () => {
    expect(defaultPoolFilters).toEqual({
      minScore: 0,
      minStability: 0,
      minArea: 0,
      maxArea: null,
      hideCovered: true,
      parts: 'whole'
    })
  })

  it.each([{ minScore: 1.1 }, { minArea: -1 }, { maxArea: 0.5 }])('refuse %j', (filters) => {
    expect(poolFiltersSchema.safeParse(filters).success).toBe(false)
  })
})
