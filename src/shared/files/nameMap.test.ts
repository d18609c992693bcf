import { expect, it } from 'vitest'
import { NameMap } from './nameMap'

const mapOf = (...names: string[]): NameMap<string> => new NameMap(names.map((name) => [name, name]))

it('prefers the same text, then the same but for the normal form, then the same but for case', () => {
  const all = mapOf('a/\u00e9.jpg', 'a/e\u0301.jpg', 'a/\u00c9.jpg')
  expect(all.get('a/\u00e9.jpg')).toBe('a/\u00e9.jpg')
  expect(all.get('a/e\u0301.jpg')).toBe('a/e\u0301.jpg')
  expect(all.get('a/E\u0301.jpg')).toBe('a/\u00c9.jpg')
  expect(mapOf('e\u0301.jpg', '\u00c9.jpg').get('\u00e9.jpg')).toBe('e\u0301.jpg')
  expect(mapOf('Image.JPG').get('image.jpg')).toBe('Image.JPG')
})

it('says where a name is missing, and where several are equally alike', () => {
  expect(mapOf('a').look('b')).toBe('missing')
  expect(mapOf('IMG.jpg', 'Img.jpg').look('img.jpg')).toBe('ambiguous')
  expect(mapOf('IMG.jpg', 'Img.jpg').get('img.jpg')).toBeUndefined()
})

it('finds what is added later', () => {
  const map = mapOf('a')
  expect(map.get('B')).toBeUndefined()
  map.set('b', 'b')
  expect(map.get('B')).toBe('b')
  map.set('b', 'other')
  expect(map.get('B')).toBe('other')
  expect(map.has('B')).toBe(false)
})
