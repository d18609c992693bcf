import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseClasses } from './chooseClasses'

const names = ['person', 'bicycle', 'traffic light', '7']

describe('chooseClasses', () => {
  it.each([
    ['person, bicycle', [0, 1], []],
    ['Traffic Light,PERSON', [0, 2], []],
    ['2, 0 ,2', [0, 2], []],
    ['7', [3], []],
    ['4, dog, person', [0], ['4', 'dog']],
    [' , ', [], []]
  ])('reads "%s"', (text, indices, unknown) => {
    expect(chooseClasses(text, names)).toEqual({ indices, unknown })
  })

  it('takes all classes of a name', () => {
    expect(chooseClasses('a', ['A', 'b', 'a']).indices).toEqual([0, 2])
  })

  it('finds every name that has no comma, and gives only places of the list', () => {
    const name = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '' && !text.includes(','))
    fc.assert(
      fc.property(fc.array(name, { minLength: 1 }), (list) => {
        list.forEach((each, i) => expect(chooseClasses(each, list).indices).toContain(i))
        expect(chooseClasses(list.join(','), list)).toEqual({ indices: list.map((_, i) => i), unknown: [] })
      })
    )
  })
})
