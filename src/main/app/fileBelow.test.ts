import { describe, expect, it } from 'vitest'
import { fileBelow } from './fileBelow'

describe('fileBelow', () => {
  it.each([
    ['app://maskwright/index.html', '/pages/index.html'],
    ['app://maskwright/assets/a%20b.js', '/pages/assets/a b.js'],
    ['app://maskwright/assets/../index.html', '/pages/index.html']
  ])('finds %s', (url, file) => {
    expect(fileBelow('/pages', url)).toBe(file)
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
    expect(fileBelow('/pages', url)).toBeUndefined()
  })
})
