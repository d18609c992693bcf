import { beforeEach, describe, expect, it } from 'vitest'
import { ColumnWidths, widthsIn } from './columnWidths'
import type { ChosenWidths, Widths } from './widths'

let windowWidth: number
let shown: Widths[]
let saved: ChosenWidths[]
let widths: ColumnWidths

beforeEach(() => {
  windowWidth = 1440
  shown = []
  saved = []
  widths = new ColumnWidths(
    { left: null, right: 400 },
    () => windowWidth,
    (layout) => shown.push(widthsIn(layout, windowWidth)),
    (chosen) => saved.push(chosen)
  )
})

describe('the columns', () => {
  it('fill the window', () => {
    const layout = widths.layout()
    expect(widthsIn(layout, windowWidth)).toEqual({ left: 270, right: 400 })
    expect(Object.values(layout).reduce((sum, share) => sum + share)).toBeCloseTo(100)
  })

  it('keep what was chosen while the window is too narrow for it', () => {
    for (windowWidth of [900, 1440]) widths.fit()
    expect(shown).toEqual([
      { left: 202, right: 298 },
      { left: 270, right: 400 }
    ])
    expect(saved).toEqual([])
  })

  it('are saved where a drag ended, if it led anywhere', () => {
    widths.dragged({ 'left-column': 25, 'right-column': (400 / 1440) * 100 })
    widths.dragged({ 'left-column': 25, 'right-column': (400 / 1440) * 100 })
    expect(saved).toEqual([{ left: 360, right: 400 }])
  })

  it('are saved once keys have moved them far enough', () => {
    for (let i = 0; i < 3; i++) widths.widen('right', -50)
    expect(shown.map(({ right }) => right)).toEqual([350, 300, 250])
    expect(saved).toEqual([])
    widths.keep()
    widths.keep()
    expect(saved).toEqual([{ left: null, right: 250 }])
  })

  it('get the width back that suits the window', () => {
    widths.reset('right')
    expect(shown).toEqual([{ left: 270, right: 280 }])
    expect(saved).toEqual([{ left: null, right: null }])
  })
})
