import { describe, expect, it } from 'vitest'
import { parseBox, parseInteger, parsePoint, parsePoints, parseSplit } from './parse'
import { UsageError } from './exits'

describe('the command line’s values', () => {
  it('reads points, with and without a label', () => {
    expect(parsePoint('10,20.5')).toEqual({ x: 10, y: 20.5, label: 1 })
    expect(parsePoint('10, 20, 0')).toEqual({ x: 10, y: 20, label: 0 })
    expect(parsePoints('10,20; 30,40,0')).toEqual([
      { x: 10, y: 20, label: 1 },
      { x: 30, y: 40, label: 0 }
    ])
  })

  it.each(['', '10', '10,', 'a,b', '1,2,3', '1,2,1,1', 'NaN,1', 'Infinity,1'])(
    'refuses the point "%s"',
    (text) => {
      expect(() => parsePoint(text)).toThrow(UsageError)
    }
  )

  it('reads boxes', () => {
    expect(parseBox('1,2,3,4')).toEqual([1, 2, 3, 4])
  })

  it.each(['1,2,3', '3,2,1,4', '1,2,1,4', '1,2,3,4,5'])('refuses the box "%s"', (text) => {
    expect(() => parseBox(text)).toThrow(UsageError)
  })

  it('reads shares of a split', () => {
    expect(parseSplit('0.8,0.2', 7)).toEqual({ train: 0.8, val: 0.2, test: 0, seed: 7 })
    expect(parseSplit('8,1,1', 0)).toEqual({ train: 8, val: 1, test: 1, seed: 0 })
  })

  it.each(['1', '0,0,0', '-1,2', '1,2,3,4', 'x,y'])('refuses the split "%s"', (text) => {
    expect(() => parseSplit(text, 0)).toThrow(UsageError)
  })

  it('reads whole numbers only', () => {
    expect(parseInteger('--seed', '42')).toBe(42)
    expect(() => parseInteger('--seed', '4.2')).toThrow('--seed 4.2: expected an integer')
  })
})
