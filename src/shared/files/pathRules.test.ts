import { posix, win32 } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isBelow, isPlainPath, isSamePath } from './pathRules'

describe('isBelow on Windows', () => {
  it.each([
    ['C:\\Data', 'C:\\Data\\a.jpg'],
    ['C:\\Data', 'c:\\data\\a.jpg'],
    ['c:/data', 'C:\\Data\\sub\\a.jpg'],
    ['C:\\', 'C:\\a.jpg'],
    ['C:\\Data', '\\\\?\\C:\\Data\\a.jpg'],
    ['\\\\?\\C:\\Data', 'C:\\Data\\a.jpg'],
    ['\\\\server\\share', '\\\\SERVER\\share\\a.jpg'],
    ['\\\\server\\share\\x', '//server/share/x/a.jpg'],
    ['\\\\?\\UNC\\server\\share', '\\\\server\\share\\a.jpg'],
    ['C:\\Data', 'C:\\Data\\..a.jpg'],
    ['C:\\Data', 'C:\\Data\\PROGRA~1\\a.jpg']
  ])('%s holds %s', (root, target) => {
    expect(isBelow(root, target, win32)).toBe(true)
  })

  it.each([
    ['C:\\Data', 'C:\\Data'],
    ['C:\\Data', 'c:\\data\\'],
    ['C:\\Data', 'C:\\Data2\\a.jpg'],
    ['C:\\Data', 'C:\\Data\\..\\secret'],
    ['C:\\Data', 'C:\\'],
    ['C:\\Data', 'D:\\Data\\a.jpg'],
    ['C:\\Data', 'C:a.jpg'],
    ['C:\\Data', 'C:Data\\a.jpg'],
    ['C:\\Data', '\\Data\\a.jpg'],
    ['C:\\Data', 'a.jpg'],
    ['C:\\Data', '\\\\server\\share\\Data\\a.jpg'],
    ['\\\\server\\share', '\\\\server\\other\\a.jpg'],
    ['\\\\server\\share', '\\\\server2\\share\\a.jpg'],
    ['C:\\Data', '\\\\.\\C:\\Data\\a.jpg'],
    ['C:\\Data', '\\\\.\\PhysicalDrive0'],
    ['C:\\Data', '\\\\?\\GLOBALROOT\\Device\\x'],
    ['C:\\Data', '\\\\?\\C:\\Other\\a.jpg'],
    ['C:\\Data', 'C:\\Data\\a.jpg:stream'],
    ['C:\\Data', 'C:\\Data\\a.jpg::$DATA']
  ])('%s does not hold %s', (root, target) => {
    expect(isBelow(root, target, win32)).toBe(false)
  })
})

describe('isBelow on Linux and macOS', () => {
  it.each([
    ['/data', '/data/a.jpg'],
    ['/', '/a.jpg'],
    ['/data', '/data/..a.jpg'],
    ['/data', '/data/a\\b.jpg'],
    ['/data', '/data/C:/x']
  ])('%s holds %s', (root, target) => {
    expect(isBelow(root, target, posix)).toBe(true)
  })

  it.each([
    ['/data', '/data'],
    ['/data', '/data2/a.jpg'],
    ['/data', '/Data/a.jpg'],
    ['/data', '/data/../a.jpg'],
    ['/data', '/']
  ])('%s does not hold %s', (root, target) => {
    expect(isBelow(root, target, posix)).toBe(false)
  })
})

it('takes the same folder for one, whatever the case on Windows', () => {
  expect(isSamePath('C:\\Data', 'c:\\data', win32)).toBe(true)
  expect(isSamePath('C:\\Data', '\\\\?\\C:\\Data\\', win32)).toBe(true)
  expect(isSamePath('\\\\Server\\Share\\x', '\\\\server\\share\\X', win32)).toBe(true)
  expect(isSamePath('C:\\Data', 'C:\\Data2', win32)).toBe(false)
  expect(isSamePath('C:\\Data', 'D:\\Data', win32)).toBe(false)
  expect(isSamePath('/data', '/data', posix)).toBe(true)
  expect(isSamePath('/data', '/Data', posix)).toBe(false)
})

describe('isPlainPath', () => {
  it.each(['a.jpg', 'sub/a.jpg', '..a/b..c.jpg', ' a.jpg', 'PROGRA~1/a.jpg', 'ÄÖ/ß.png', 'console.jpg'])(
    'takes %j on every system',
    (path) => {
      expect(isPlainPath(path, win32)).toBe(true)
      expect(isPlainPath(path, posix)).toBe(true)
    }
  )

  it.each(['', '/', '.', '..', 'a/../b', 'a//b', 'a/./b', '/a', 'a/', 'a\0b', '../a'])(
    'refuses %j on every system',
    (path) => {
      expect(isPlainPath(path, win32)).toBe(false)
      expect(isPlainPath(path, posix)).toBe(false)
    }
  )

  it.each([
    ...['C:x', 'C:/x', 'c:\\x', 'a\\b', '..\\a', '\\\\server\\share\\a', '\\\\?\\C:\\a', '\\\\.\\NUL'],
    ...[
      'a.jpg:stream',
      'a.jpg::$DATA',
      'sub/a:b.jpg',
      'NUL',
      'con.jpg',
      'sub/COM1',
      'lpt\u00b9.txt',
      'a/aux .png'
    ],
    ...['a.', 'a ', 'sub./a.jpg', '.../a.jpg', '.. /a.jpg', 'a?.jpg', 'a*', '"a"', 'a|b', 'a<b', 'a\nb']
  ])('refuses %j on Windows only', (path) => {
    expect(isPlainPath(path, win32)).toBe(false)
    expect(isPlainPath(path, posix)).toBe(true)
  })
})

const part = fc.constantFrom(
  ...['a', '..', '.', '', 'C:', 'c:', 'NUL', '~', '...', 'b.jpg', 'x:y', '. ', '?', 'UNC', 'server', ' ']
)
const anyPath = fc
  .array(fc.tuple(part, fc.constantFrom('/', '\\', '//', '\\\\', '')), { maxLength: 6 })
  .map((parts) => parts.map(([name, separator]) => name + separator).join(''))

it.each([
  ['Windows', win32, ['C:\\Data\\photos', '\\\\server\\share\\photos', '\\\\?\\C:\\Data']],
  ['Linux', posix, ['/data/photos', '/data']]
] as const)('a plain path leads below on %s, whatever it is made of', (_, paths, roots) => {
  fc.assert(
    fc.property(fc.oneof(anyPath, fc.string()), fc.constantFrom(...roots), (path, root) => {
      if (isPlainPath(path, paths)) expect(isBelow(root, paths.join(root, path), paths)).toBe(true)
      // What lies below keeps lying there by any way of writing, and nothing else does.
      const target = paths.resolve(root, path)
      const up = paths.normalize(path).split(paths.sep)[0] === '..'
      if (up) expect(isBelow(root, target, paths)).toBe(false)
    }),
    { numRuns: 3000 }
  )
})
