import { describe, expect, it } from 'vitest'
import { isElementType, toElements, toFloats, type ElementType } from './elements'

describe('element types', () => {
  it.each<[ElementType, number[]]>([
    ['float32', [0.25, -3]],
    ['float16', [0.25, -3]],
    ['float64', [0.25, -3]],
    ['int64', [1333, -3]],
    ['int32', [1333, -3]],
    ['uint8', [0, 255]],
    ['bool', [0, 1]]
  ])('give %s and take it back', (type, values) => {
    expect([...toFloats(type, toElements(type, Float32Array.from(values)))]).toEqual(values)
  })

  it('know which they are', () => {
    expect(isElementType('float16')).toBe(true)
    expect(isElementType('string')).toBe(false)
    expect(() => toFloats('string', ['a'])).toThrow('string')
  })
})
