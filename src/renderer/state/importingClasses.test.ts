import { describe, expect, it } from 'vitest'
import type { LabelId } from '@shared/schema/ids'
import {
  countTargets,
  matchedTargets,
  sameTargets,
  searchClasses,
  type ClassTarget,
  type FoundClass
} from './importingClasses'
import { classOf } from './testing/records'

const labels = [classOf(1, 'Car'), classOf(7, 'Ёлка')]
const foundClass = (name: string, count: number, suggested: number | null = null): FoundClass => ({
  name,
  count,
  suggestedLabel: suggested as LabelId | null
})
const found = [
  foundClass('car', 3, 1),
  foundClass('ёлка'.normalize('NFD'), 2, 7),
  foundClass('traffic light', 5)
]

describe('what foreign classes become', () => {
  it('is the class of their name, or a new one', () => {
    expect([...matchedTargets(found).values()]).toEqual([1, 7, 'create'])
  })

  it('is counted: classes that exist are not made again', () => {
    expect(countTargets(found, sameTargets(found, 'create'), labels)).toEqual({
      created: 1,
      leftOut: 0,
      objects: 10
    })
    const targets = new Map<string, ClassTarget>(matchedTargets(found)).set('car', 'ignore')
    expect(countTargets(found, targets, labels)).toEqual({ created: 1, leftOut: 1, objects: 7 })
    const merged = new Map(targets).set('traffic light', 1 as LabelId)
    expect(countTargets(found, merged, labels)).toEqual({ created: 0, leftOut: 1, objects: 7 })
  })

  it('is one class for names that differ only in case', () => {
    const twins = [foundClass('bus', 1), foundClass('Bus', 1)]
    expect(countTargets(twins, sameTargets(twins, 'create'), labels).created).toBe(1)
  })

  it('is found by words', () => {
    expect(searchClasses(found, ' LIGHT traf').map(({ name }) => name)).toEqual(['traffic light'])
    expect(searchClasses(found, ' ')).toBe(found)
    expect(searchClasses(found, 'boat')).toEqual([])
  })
})
