import { describe, expect, it } from 'vitest'
import { encodeRle, type Bitmap } from '@shared/mask/rle'
import { agreementRule } from './agreement'
import type { Candidate } from './filters'
import type { CellCorner } from './gridPlan'
import { rleArea } from '@shared/mask/measure'

const SIDE = 40

function candidate(inside: (x: number, y: number) => boolean): Candidate {
  const bitmap: Bitmap = { width: SIDE, height: SIDE, data: new Uint8Array(SIDE * SIDE) }
  for (let i = 0; i < bitmap.data.length; i++) bitmap.data[i] = inside(i % SIDE, Math.floor(i / SIDE)) ? 1 : 0
  const rle = encodeRle(bitmap)
  return { mask: 0, predictedIou: 0.9, stability: 0.99, box: [0, 0, 1, 1], rle, area: rleArea(rle) }
}

const CELL = { left: 0, top: 0, right: 2, bottom: 2 }
const cornersAt = [
  [10, 10],
  [20, 10],
  [10, 20],
  [20, 20]
] as const

function corners(candidates: (corner: number) => Candidate[]): CellCorner[] {
  return cornersAt.map(([x, y], index) => ({ point: { x, y, index }, candidates: candidates(index) }))
}

describe('cells that are left alone', () => {
  const rule = agreementRule(2, [0, 0])
  const large = candidate((x, y) => x > 4 && y > 4 && x < 30 && y < 30)
  const everything = candidate(() => true)

  it('have corners with the same smallest mask, which covers them', () => {
    expect(
      rule(
        corners(() => [everything, large]),
        CELL
      )
    ).toBe(true)
  })

  it('do not have a corner with a smaller mask, or with none', () => {
    const small = candidate((x, y) => x > 18 && y > 18 && x < 25 && y < 25)
    expect(
      rule(
        corners((i) => (i === 3 ? [large, small] : [large])),
        CELL
      )
    ).toBe(false)
    expect(
      rule(
        corners((i) => (i === 3 ? [] : [large])),
        CELL
      )
    ).toBe(false)
  })

  it('have no hole in them', () => {
    const holed = candidate((x, y) => x > 4 && y > 4 && x < 30 && y < 30 && !(x === 15 && y === 14))
    expect(
      rule(
        corners(() => [holed]),
        CELL
      )
    ).toBe(false)
  })

  it('are covered to their corners', () => {
    const short = candidate((x, y) => x > 4 && y > 4 && x < 30 && y < 20)
    expect(
      rule(
        corners(() => [short]),
        CELL
      )
    ).toBe(false)
  })

  it('may differ by a few pixels in what their corners found', () => {
    const nearly = candidate((x, y) => x > 4 && y > 4 && x < 30 && y < 31)
    expect(
      rule(
        corners((i) => [i === 0 ? large : nearly]),
        CELL
      )
    ).toBe(true)
  })

  it('are not larger than agreed', () => {
    expect(
      rule(
        corners(() => [large]),
        { ...CELL, right: 3 }
      )
    ).toBe(false)
  })

  it('lie where their crop lies', () => {
    expect(
      agreementRule(2, [15, 0])(
        corners(() => [large]),
        CELL
      )
    ).toBe(false)
    expect(
      agreementRule(2, [5, 5])(
        corners(() => [large]),
        CELL
      )
    ).toBe(true)
  })
})
