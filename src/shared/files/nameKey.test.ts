import fc from 'fast-check'
import { expect, it } from 'vitest'
import { likeness, nameKey } from './nameKey'

const text = fc.string({ unit: 'grapheme', maxLength: 20 })

it('is the same for both normal forms', () => {
  fc.assert(
    fc.property(text, (name) => {
      expect(nameKey(name.normalize('NFD'))).toBe(nameKey(name.normalize('NFC')))
    })
  )
})

it('is the same whatever the case', () => {
  fc.assert(
    fc.property(text, (name) => {
      expect(nameKey(name.toUpperCase())).toBe(nameKey(name))
      expect(nameKey(nameKey(name))).toBe(nameKey(name))
    })
  )
})

it.each([
  ['Image.JPG', 'image.jpg'],
  ['café.png', 'cafe\u0301.png'],
  ['ΟΔΟΣ.jpg', 'οδος.jpg'],
  ['Straße.jpg', 'STRASSE.JPG'],
  ['ЁЛКА.png', 'е\u0308лка.png'],
  ['\u212bngström', 'ångström']
])('takes %s and %s for the same', (a, b) => {
  expect(nameKey(a)).toBe(nameKey(b))
})

it.each([
  ['a.jpg', 'a.jpeg'],
  ['е.jpg', 'e.jpg'],
  ['café.png', 'cafe.png'],
  ['a b', 'ab']
])('tells %s from %s', (a, b) => {
  expect(nameKey(a)).not.toBe(nameKey(b))
})

it('says how alike two names are', () => {
  expect(likeness('é', 'é')).toBe('same')
  expect(likeness('é', 'e\u0301')).toBe('normal-form')
  expect(likeness('É', 'e\u0301')).toBe('case')
  expect(likeness('e', 'é')).toBeNull()
})
