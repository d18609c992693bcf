import { describe, expect, it } from 'vitest'
import type { PolygonPart, Ring } from '../schema/shape'
import { insertVertex, moveVertex, nearestEdge, nearestVertex, removeVertex, vertexAt } from './vertices'

const square = (x: number, y: number, side: number): Ring => [
  { x, y },
  { x: x + side, y },
  { x: x + side, y: y + side },
  { x, y: y + side }
]
const triangle: Ring = [
  { x: 4, y: 4 },
  { x: 6, y: 4 },
  { x: 5, y: 6 }
]
const parts: PolygonPart[] = [
  { outer: square(0, 0, 10), holes: [triangle] },
  { outer: square(20, 0, 5), holes: [] }
]

describe('searching', () => {
  it('finds the nearest vertex within reach, in holes and other parts too', () => {
    expect(nearestVertex(parts, { x: 5, y: 6.5 }, 2)).toEqual({
      ref: { part: 0, ring: 1, index: 2 },
      point: { x: 5, y: 6 },
      distance: 0.5
    })
    expect(nearestVertex(parts, { x: 24, y: 4 }, 2)?.ref).toEqual({ part: 1, ring: 0, index: 2 })
    expect(nearestVertex(parts, { x: 15, y: 5 }, 2)).toBeUndefined()
  })

  it('finds the nearest edge, the closing one too', () => {
    expect(nearestEdge(parts, { x: -1, y: 5 }, 2)).toEqual({
      ref: { part: 0, ring: 0, index: 3 },
      point: { x: 0, y: 5 },
      distance: 1
    })
    expect(nearestEdge(parts, { x: 15, y: 5 }, 2)).toBeUndefined()
  })
})

describe('editing', () => {
  it('inserts after the edge that was found', () => {
    const hit = nearestEdge(parts, { x: 5, y: 0.5 }, 2)
    if (!hit) throw new Error('no edge')
    const next = insertVertex(parts, hit.ref, hit.point)
    expect(next[0]?.outer.slice(0, 3)).toEqual([
      { x: 0, y: 0 },
      { x: 5, y: 0 },
      { x: 10, y: 0 }
    ])
    expect(next[1]).toBe(parts[1])
    expect(parts[0]?.outer).toHaveLength(4)
  })

  it('moves one vertex', () => {
    const ref = { part: 0, ring: 1, index: 0 }
    const next = moveVertex(parts, ref, { x: 1, y: 2 })
    expect(vertexAt(next, ref)).toEqual({ x: 1, y: 2 })
    expect(vertexAt(parts, ref)).toEqual({ x: 4, y: 4 })
  })

  it('takes a hole or a part away when too few points are left', () => {
    const holed = removeVertex(parts, { part: 0, ring: 1, index: 0 })
    expect(holed?.map((part) => part.holes.length)).toEqual([0, 0])
    const one: PolygonPart[] = [{ outer: triangle, holes: [] }]
    expect(removeVertex(one, { part: 0, ring: 0, index: 0 })).toBeUndefined()
    expect(removeVertex([...one, ...parts], { part: 0, ring: 0, index: 0 })).toEqual(parts)
  })

  it('refuses a vertex that is not there', () => {
    expect(() => moveVertex(parts, { part: 3, ring: 0, index: 0 }, { x: 0, y: 0 })).toThrow(RangeError)
    expect(() => removeVertex(parts, { part: 0, ring: 0, index: 4 })).toThrow(RangeError)
    expect(vertexAt(parts, { part: 0, ring: 2, index: 0 })).toBeUndefined()
  })
})
