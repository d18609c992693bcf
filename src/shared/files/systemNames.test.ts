import { expect, it } from 'vitest'
import { isSystemName } from './systemNames'

it.each([
  '.DS_Store',
  '._photo.jpg',
  '.maskwright',
  'Thumbs.db',
  'thumbs.DB',
  'desktop.ini',
  '$RECYCLE.BIN',
  '$Recycle.Bin',
  'System Volume Information',
  '__MACOSX',
  'lost+found',
  '@eaDir',
  '#recycle'
])('passes over %s', (name) => {
  expect(isSystemName(name)).toBe(true)
})

it.each(['photo.jpg', 'thumbs', '_photo.jpg', 'eaDir', 'recycle', 'images'])('keeps %s', (name) => {
  expect(isSystemName(name)).toBe(false)
})
