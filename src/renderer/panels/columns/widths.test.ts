import { describe, expect, it } from 'vitest'
import { canvasMin, chosenByMove, shownWidths, widened } from './widths'

const nothing = { left: null, right: null }

describe('the widths that are shown', () => {
  it('suit the window while nothing is chosen', () => {
    expect(shownWidths(nothing, 1440)).toEqual({ left: 270, right: 280 })
    expect(shownWidths(nothing, 1100)).toEqual({ left: 220, right: 230 })
    expect(shownWidths({ left: 333, right: null }, 1440)).toEqual({ left: 333, right: 280 })
  })

  it('leave the canvas its part, and take what is missing from the wider side', () => {
    expect(shownWidths({ left: 520, right: 520 }, 1440)).toEqual({ left: 520, right: 520 })
    expect(shownWidths({ left: 520, right: 520 }, 900)).toEqual({ left: 250, right: 250 })
    expect(shownWidths({ left: 520, right: 180 }, 900)).toEqual({ left: 320, right: 180 })
    for (let width = 900; width < 1500; width += 7) {
      const { left, right } = shownWidths({ left: 520, right: 301 }, width)
      expect(width - left - right).toBeGreaterThanOrEqual(canvasMin)
      expect(Math.min(left, right)).toBeGreaterThanOrEqual(180)
    }
  })

  it('are the smallest in a window that has no room', () => {
    expect(shownWidths({ left: 400, right: 180 }, 500)).toEqual({ left: 180, right: 180 })
    expect(shownWidths({ left: 180, right: 180 }, 500)).toEqual({ left: 180, right: 180 })
  })
})

describe('a move of a border', () => {
  it('chooses for the side whose width is another one', () => {
    expect(chosenByMove({ left: 300, right: 280 }, nothing, 1440)).toEqual({ left: 300, right: null })
    const before = { left: 300, right: 400 }
    expect(chosenByMove({ left: 270, right: 400 }, before, 1440)).toEqual({ left: 270, right: 400 })
  })

  it('ends where it led, also in a window that is too narrow for what was chosen', () => {
    const before = { left: 520, right: 520 }
    const shown = widened(shownWidths(before, 900), 'left', -20, 900)
    expect(shown).toEqual({ left: 230, right: 250 })
    expect(shownWidths(chosenByMove(shown, before, 900), 900)).toEqual(shown)
  })

  it('ends at the limits', () => {
    const shown = { left: 270, right: 280 }
    expect(widened(shown, 'left', 10, 1440)).toEqual({ left: 280, right: 280 })
    expect(widened(shown, 'left', -1000, 1440)).toEqual({ left: 180, right: 280 })
    expect(widened(shown, 'right', 1000, 1440)).toEqual({ left: 270, right: 520 })
    expect(widened(shown, 'right', 1000, 1000)).toEqual({ left: 270, right: 330 })
  })
})
