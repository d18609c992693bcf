import { posix, win32 } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileBelow } from './fileBelow'

describe('fileBelow', () => {
  it.each([
    ['app://maskwright/index.html', '/pages/index.html'],
    ['app://maskwright/assets/a%20b.js', '/pages/assets/a b.js'],
    ['app://maskwright/assets/../index.html', '/pages/index.html']
  ])('finds %s', (url, file) => {
    expect(fileBelow('/pages', url, posix)).toBe(file)
  })

  it.each([
    'app://maskwright/',
    'app://maskwright/..%2f..%2fetc/passwd',
    'app://maskwright/assets/..%2f..%2fsecret',
    'app://maskwright/a%5cb',
    'app://maskwright/a%00.js',
    'app://maskwright/%',
    'no address'
  ])('refuses %s', (url) => {
    expect(fileBelow('/pages', url, posix)).toBeUndefined()
  })

  it.each([
    ['app://maskwright/index.html', 'C:\\Pages\\index.html'],
    ['app://maskwright/assets/a%20b.js', 'C:\\Pages\\assets\\a b.js']
  ])('finds %s on Windows', (url, file) => {
    expect(fileBelow('C:\\Pages', url, win32)).toBe(file)
  })

  it.each([
    'app://maskwright/..%5c..%5csecret',
    'app://maskwright/C:/Windows/win.ini',
    'app://maskwright/C:index.html',
    'app://maskwright/index.html:stream',
    'app://maskwright/index.html::$DATA',
    'app://maskwright/index.html.',
    'app://maskwright/index.html%20',
    'app://maskwright/NUL',
    'app://maskwright/assets/con.js',
    'app://maskwright/%5c%5c.%5cPhysicalDrive0'
  ])('refuses %s on Windows', (url) => {
    expect(fileBelow('C:\\Pages', url, win32)).toBeUndefined()
  })
})
