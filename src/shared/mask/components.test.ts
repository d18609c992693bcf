import { describe, expect, it } from 'vitest'
import { connectedComponents, fillHoles, removeIslands, separatePieces } from './components'
import { patchOf, rowsOf } from './testing/patches'

describe('connectedComponents', () => {
  const patch = patchOf('##..', '..#.', '#..#')

  it('joins by sides only, or by corners too', () => {
    expect([...connectedComponents(patch, 4).labels]).toEqual([1, 1, 0, 0, 0, 0, 2, 0, 3, 0, 0, 4])
    expect([...connectedComponents(patch, 8).labels]).toEqual([1, 1, 0, 0, 0, 0, 1, 0, 2, 0, 0, 1])
    expect(connectedComponents(patch, 8).areas).toEqual([0, 4, 1])
  })

  it('does not join the end of a row to the beginning of the next', () => {
    expect(connectedComponents(patchOf('..#', '#..'), 8).areas).toEqual([0, 1, 1])
  })
})

describe('separatePieces', () => {
  it('gives the largest first, and none for an empty patch', () => {
    const pieces = separatePieces({ ...patchOf('#..##', '...#.', '.#...'), x: 7, y: 2 })
    expect(pieces.map(rowsOf)).toEqual([['##', '#.'], ['#'], ['#']])
    expect(pieces.map(({ x, y }) => [x, y])).toEqual([
      [10, 2],
      [7, 2],
      [8, 4]
    ])
    expect(separatePieces(patchOf('..'))).toEqual([])
  })
})

describe('removeIslands', () => {
  it('drops small pieces but never the largest', () => {
    expect(rowsOf(removeIslands(patchOf('##.#', '##..', '....', '#...'), 2))).toEqual([
      '##..',
      '##..',
      '....',
      '....'
    ])
    expect(rowsOf(removeIslands(patchOf('#..', '..#'), 100))).toEqual(['#..', '...'])
    expect(rowsOf(removeIslands(patchOf('...'), 5))).toEqual(['...'])
  })
})

describe('fillHoles', () => {
  it('fills holes below the limit and leaves larger ones and the outside', () => {
    const rows = ['#######', '#.#..##', '###..#.', '#######', '.......']
    expect(rowsOf(fillHoles(patchOf(...rows), 4))).toEqual([
      '#######',
      '###..##',
      '###..#.',
      '#######',
      '.......'
    ])
    expect(rowsOf(fillHoles(patchOf(...rows), 5))[2]).toBe('######.')
  })
})
