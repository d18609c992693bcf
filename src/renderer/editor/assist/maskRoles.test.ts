import { describe, expect, it } from 'vitest'
import { maskOfDigit, maskRole } from './maskRoles'

describe('the masks of an answer', () => {
  it('are named by how many there are', () => {
    expect([0, 1, 2, 3].map((index) => maskRole(4, index))).toEqual(['single', 'whole', 'part', 'subpart'])
    expect([0, 1, 2].map((index) => maskRole(3, index))).toEqual(['whole', 'part', 'subpart'])
    expect(maskRole(1, 0)).toBe('single')
    expect(maskRole(2, 1)).toBeNull()
  })

  it('are chosen by the same digits, whether or not the single answer comes first', () => {
    expect([1, 2, 3].map((digit) => maskRole(4, maskOfDigit(4, digit)))).toEqual(['whole', 'part', 'subpart'])
    expect([1, 2, 3].map((digit) => maskRole(3, maskOfDigit(3, digit)))).toEqual(['whole', 'part', 'subpart'])
    expect(maskOfDigit(1, 1)).toBe(0)
  })
})
