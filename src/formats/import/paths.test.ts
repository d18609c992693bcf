import fc from 'fast-check'
import { expect, it } from 'vitest'
import { safeName } from './paths'

it('makes every name safe', () => {
  const part = fc.constantFrom('..', '.', '', 'a', 'C:', 'file:', '\0', '~', 'b.jpg', '...', 'Ä')
  const name = fc
    .tuple(fc.array(part), fc.constantFrom('/', '\\', '//'))
    .map(([parts, sign]) => parts.join(sign))
  fc.assert(
    fc.property(fc.oneof(name, fc.string()), (written) => {
      const { name: safe } = safeName(written)
      const parts = safe.split('/')
      expect(parts.includes('..') || safe.startsWith('/') || /^[a-z]:/i.test(safe)).toBe(false)
      expect(safe.includes('\\') || safe.includes('\0')).toBe(false)
      expect(safe === '' || !parts.includes('')).toBe(true)
    })
  )
})

it.each([
  ['a/b.jpg', 'a/b.jpg', false],
  ['.\\a\\b.jpg', 'a/b.jpg', false],
  ['/home/x/b.jpg', 'b.jpg', true],
  ['a/../b.jpg', 'b.jpg', true],
  ['D:\\x\\b.jpg', 'b.jpg', true],
  ['https://x.y/b.jpg', 'b.jpg', true],
  ['c:b.jpg', 'b.jpg', true],
  ['\\\\server\\share\\b.jpg', 'b.jpg', true],
  ['\\\\?\\C:\\x\\b.jpg', 'b.jpg', true],
  ['\\\\.\\PhysicalDrive0', 'PhysicalDrive0', true],
  ['//server/share/b.jpg', 'b.jpg', true],
  ['file:///x/b.jpg', 'b.jpg', true],
  ['s3:/x/b.jpg', 'b.jpg', true],
  ['photo:1.jpg', 'photo:1.jpg', false],
  ['a/12:30.jpg', 'a/12:30.jpg', false],
  ['..', '', true],
  ['', '', false]
])('takes %j for %j', (written, name, unsafe) => {
  expect(safeName(written)).toEqual({ name, unsafe })
})
