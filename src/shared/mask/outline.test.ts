import { describe, expect, it } from 'vitest'
import { outlinePatch } from './outline'

describe('outlinePatch', () => {
  it('follows one pixel clockwise', () => {
    expect(outlinePatch({ x: 5, y: 7, width: 1, height: 1, data: Uint8Array.of(1) })).toEqual([
      [5, 7, 6, 7, 6, 8, 5, 8]
    ])
  })

  it('keeps pixels apart that touch at a corner', () => {
    const rings = outlinePatch({ x: 0, y: 0, width: 2, height: 2, data: Uint8Array.of(1, 0, 0, 1) })
    expect(rings).toEqual([
      [0, 0, 1, 0, 1, 1, 0, 1],
      [1, 1, 2, 1, 2, 2, 1, 2]
    ])
  })

  it('runs counter-clockwise around a hole', () => {
    const data = Uint8Array.of(1, 1, 1, 1, 0, 1, 1, 1, 1)
    expect(outlinePatch({ x: 0, y: 0, width: 3, height: 3, data })).toEqual([
      [0, 0, 3, 0, 3, 3, 0, 3],
      [1, 2, 2, 2, 2, 1, 1, 1]
    ])
  })

  it('finds nothing in an empty patch', () => {
    expect(outlinePatch({ x: 0, y: 0, width: 2, height: 1, data: Uint8Array.of(0, 0) })).toEqual([])
    expect(outlinePatch({ x: 0, y: 0, width: 0, height: 0, data: new Uint8Array(0) })).toEqual([])
  })
})
