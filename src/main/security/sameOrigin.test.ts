import { expect, it } from 'vitest'
import { sameOrigin } from './security'

const page = 'app://maskwright/index.html'

it.each([page, 'app://maskwright/other.html?a=1#b'])('is the same for %s', (url) => {
  expect(sameOrigin(url, page)).toBe(true)
})

it.each([
  'app://elsewhere/index.html',
  'app-image://maskwright/1',
  'https://maskwright/index.html',
  'data:text/html,maskwright',
  'file:///index.html',
  'about:blank',
  'blob:app://maskwright/1',
  'no address',
  ''
])('is another for %s', (url) => {
  expect(sameOrigin(url, page)).toBe(false)
})

it('knows the port of a development server', () => {
  expect(sameOrigin('http://localhost:5173/a', 'http://localhost:5173/b')).toBe(true)
  expect(sameOrigin('http://localhost:5174/a', 'http://localhost:5173/b')).toBe(false)
})
