import fc from 'fast-check'
import { expect, it } from 'vitest'
import { areaAt, areaPlaces, placeOf } from './areaPlaces'

it('begins with nothing and ends with the whole image', () => {
  expect([areaAt(0), areaAt(areaPlaces)]).toEqual([0, 1])
  expect([placeOf(0), placeOf(1), placeOf(1e-9)]).toEqual([0, areaPlaces, 1])
})

it('grows, and finds each place again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: areaPlaces }), (place) => {
      expect(areaAt(place)).toBeGreaterThan(areaAt(place - 1))
      expect(placeOf(areaAt(place))).toBe(place)
    })
  )
})
