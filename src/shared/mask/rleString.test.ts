import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countsFromString, countsToString } from './rleString'

describe('countsToString', () => {
  it.each([
    // Worked by hand from rleToString in maskApi.c: five bits and a continuation bit per character, from '0' (48).
    [[], ''],
    [[0], '0'],
    // 15 = 01111: the sign bit is clear, one character, 48 + 15 = '?'.
    [[15], '?'],
    // 16 = 10000: the sign bit would be set, so a second group follows: 16 + 32 + 48 = '`', then '0'.
    [[16], '`0'],
    // 100 = 00011 00100: (4 + 32 + 48) = 'T', then 3 = '3'.
    [[100], 'T3'],
    // From the fourth on, differences to the run two before: 6, 1, 40, then 5 − 1 = 4, 38 − 40 = −2 (11110 = 'N').
    [[6, 1, 40, 5, 38], '61X14N'],
    // −17 = …01111 with more: 15 + 32 + 48 = '_', then −1 = 11111 = 'O'.
    [[0, 20, 0, 3], '0d00_O']
  ])('%j is "%s"', (counts, text) => {
    expect(countsToString(counts)).toBe(text)
    expect([...countsFromString(text)]).toEqual(counts)
  })

  it('comes back for every list of runs', () => {
    const run = fc.oneof(fc.nat(40), fc.nat(5000), fc.nat(0x7fffffff))
    fc.assert(
      fc.property(fc.array(run, { maxLength: 300 }), (counts) => {
        expect([...countsFromString(countsToString(counts))]).toEqual(counts)
      })
    )
  })

  it('takes more runs than a function takes arguments', () => {
    const counts = Uint32Array.from({ length: 300_000 }, (_, i) => (i * 7919) % 1000)
    expect(countsFromString(countsToString(counts)).join()).toBe(counts.join())
  })
})

describe('countsFromString', () => {
  it.each([
    ['cut off', 'T'],
    ['below the alphabet', '5 5'],
    ['above the alphabet', '5p5'],
    ['with a group too many', 'oooooooo1'],
    ['with a negative run', 'O'],
    ['with a run that the differences make negative', '000O']
  ])('refuses text that is %s', (_, text) => {
    expect(() => countsFromString(text)).toThrow(RangeError)
  })
})
