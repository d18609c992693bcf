import { describe, expect, it } from 'vitest'
import { classOf } from '../../state/testing/records'
import { knownTargets, mappingOf, namedClasses, namesToCreate, onlyTargets } from './annotateForm'

const names = ['person', 'bicycle', 'boat', 'motorboat']
const labels = [classOf(1, 'Boat'), classOf(2, 'tree')]

describe('the classes of automatic annotation', () => {
  it('begin with those that the project has', () => {
    expect([...knownTargets(names, labels)]).toEqual([[2, 1]])
  })

  it.each([
    ['', ['person', 'bicycle', 'boat', 'motorboat']],
    ['person, Bicycle', ['person', 'bicycle']],
    ['boat', ['boat']],
    ['boa', ['boat', 'motorboat']],
    ['pers, boat,', ['person', 'boat']],
    ['submarine', []]
  ])('are named by "%s"', (text, expected) => {
    expect(namedClasses(names, text).map(({ name }) => name)).toEqual(expected)
  })

  it('are limited to some: as they were, as the project’s, or as new ones', () => {
    const chosen = namedClasses(names, 'person, boat, bicycle')
    const targets = onlyTargets(chosen, new Map([[1, labels[1]?.id ?? 'ignore']]), labels)
    expect([...targets]).toEqual([
      [0, 'create'],
      [1, 2],
      [2, 1]
    ])
    expect(namesToCreate(names, targets)).toEqual(['person'])
    const after = [...labels, classOf(3, 'person')]
    expect(mappingOf(names, targets, after)).toEqual([
      { index: 0, labelId: 3 },
      { index: 1, labelId: 2 },
      { index: 2, labelId: 1 }
    ])
    expect(mappingOf(names, new Map([[0, 'ignore']]), after)).toEqual([])
  })
})
