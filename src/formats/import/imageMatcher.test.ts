import { describe, expect, it } from 'vitest'
import type { ImageId } from '@shared/schema/ids'
import { ImageMatcher } from './imageMatcher'

const matcher = (paths: readonly string[], anyFolder = true) =>
  new ImageMatcher(
    paths.map((path, i) => ({ id: (i + 1) as ImageId, path })),
    anyFolder
  )

const found = (paths: readonly string[], name: string, anyFolder = true): string => {
  const match = matcher(paths, anyFolder).find(name)
  return 'image' in match ? match.image.path : match.problem
}

describe('ImageMatcher', () => {
  it.each([
    ['the same path', ['a.jpg', 'x/a.jpg'], 'x/a.jpg', 'x/a.jpg'],
    ['a folder more', ['x/a.jpg'], 'images/train/x/a.jpg', 'x/a.jpg'],
    ['a folder less', ['x/y/a.jpg'], 'a.jpg', 'x/y/a.jpg'],
    ['the most folders in common', ['x/a.jpg', 'y/a.jpg'], 'images/y/a.jpg', 'y/a.jpg'],
    ['another case', ['x/A.JPG'], 'X/a.jpg', 'x/A.JPG'],
    ['the same case first', ['x/A.jpg', 'x/a.jpg'], 'q/a.jpg', 'x/a.jpg'],
    ['another composition', ['\u00e4.jpg'], 'a\u0308.jpg', '\u00e4.jpg'],
    ['the same composition first', ['x/\u00e4.jpg', 'x/a\u0308.jpg'], 'q/a\u0308.jpg', 'x/a\u0308.jpg'],
    ['composition before case', ['x/a\u0308.jpg', 'x/\u00c4.jpg'], 'q/\u00e4.jpg', 'x/a\u0308.jpg'],
    ['the case of folders', ['X/a.jpg', 'x/a.jpg'], 'q/x/a.jpg', 'x/a.jpg'],
    ['case that is equally far', ['x/A.jpg', 'X/a.jpg'], 'X/A.JPG', 'image-ambiguous'],
    ['another case without ending', ['x/IMG_1.JPG'], 'img_1', 'x/IMG_1.JPG'],
    ['a backslash in a name', ['x\\a.jpg', 'b.jpg'], 'x/a.jpg', 'x\\a.jpg'],
    ['no ending', ['x/a.b.jpg'], 'a.b', 'x/a.b.jpg'],
    ['another ending', ['a.jpg'], 'a.png', 'image-unmatched'],
    ['two folders', ['x/a.jpg', 'y/a.jpg'], 'a.jpg', 'image-ambiguous'],
    ['two endings', ['a.jpg', 'a.png'], 'a', 'image-ambiguous'],
    ['nothing', ['a.jpg'], 'b.jpg', 'image-unmatched']
  ])('goes by %s', (_, paths, name, expected) => {
    expect(found(paths, name)).toBe(expected)
  })

  it('keeps to folders when asked to', () => {
    expect(found(['x/a.jpg'], 'y/a.jpg')).toBe('x/a.jpg')
    expect(found(['x/a.jpg'], 'y/a.jpg', false)).toBe('image-unmatched')
    expect(found(['x/a.jpg'], 'images/x/a.jpg', false)).toBe('x/a.jpg')
    expect(found(['p/x/a.jpg'], 'x/a.jpg', false)).toBe('p/x/a.jpg')
  })
})
