import { describe, expect, it } from 'vitest'
import type { ImageId } from '@shared/schema/ids'
import { problem } from '@shared/schema/problem'
import { marksAfter } from './imageMarks'
import { segmentTargets } from './proposals/proposalActions'
import { imageRow } from './testing/records'

const rows = [1, 2, 3, 4].map((id) => imageRow(id, `${id}.jpg`))
const id = (number: number): ImageId => number as ImageId
const marks = (marked: number[], current: number | null, clicked: number, held: 'add' | 'range' | null) =>
  [
    ...marksAfter(new Set(marked.map(id)), rows, current === null ? null : id(current), id(clicked), {
      add: held === 'add',
      range: held === 'range'
    })
  ] as number[]

describe('the selection of the list', () => {
  it('ends with a plain click', () => expect(marks([1, 2], 1, 3, null)).toEqual([]))
  it('begins with the shown image', () => expect(marks([], 1, 3, 'add')).toEqual([1, 3]))
  it('gives a row up again', () => expect(marks([1, 3], 1, 3, 'add')).toEqual([1]))
  it('goes from the shown image to the row, both ways', () => {
    expect(marks([], 2, 4, 'range')).toEqual([2, 3, 4])
    expect(marks([1], 3, 1, 'range')).toEqual([1, 2, 3])
  })
  it('works without a shown image', () => {
    expect(marks([], null, 2, 'add')).toEqual([2])
    expect(marks([], null, 2, 'range')).toEqual([1, 2])
  })
})

describe('segmentTargets', () => {
  const bad = { ...imageRow(5, 'bad.jpg'), problem: problem('image-missing', '', { file: 'bad.jpg' }) }
  const all = [...rows, bad]
  const ui = { query: { filter: 'all', search: '2' } as const, marked: new Set([id(1), id(4), id(5)]) }

  it('are those that the command is about, and can be read', () => {
    const targets = (['image', 'selected', 'filtered', 'all'] as const).map((scope) =>
      segmentTargets(scope, all, ui, id(3))
    )
    expect(targets).toEqual([[3], [1, 4], [2], [1, 2, 3, 4]])
  })

  it('are the shown image when none is selected', () => {
    expect(segmentTargets('selected', all, { ...ui, marked: new Set() }, id(3))).toEqual([3])
  })
})
