import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { namesAsTheyAre, namesForCopies, namesForLabelFiles, withoutEnding } from './names'

const plan = (paths: string[]): Record<string, string> => Object.fromEntries(namesForLabelFiles(paths).names)

describe('namesForLabelFiles', () => {
  it('keeps subfolders, so that equal names in two of them do not meet', () => {
    expect(plan(['a/1.jpg', 'b/1.jpg', '1.jpg'])).toEqual({
      'a/1.jpg': 'a/1.jpg',
      'b/1.jpg': 'b/1.jpg',
      '1.jpg': '1.jpg'
    })
  })

  it('tells apart what would share a label file', () => {
    const paths = ['x/a.png', 'x/a.jpg', 'x/A.jpeg', 'x/a-2.png']
    const { names, renamed } = namesForLabelFiles(paths)
    expect(Object.fromEntries(names)).toEqual({
      'x/A.jpeg': 'x/A.jpeg',
      'x/a-2.png': 'x/a-2.png',
      'x/a.jpg': 'x/a-3.jpg',
      'x/a.png': 'x/a-4.png'
    })
    expect([...renamed].sort()).toEqual(['x/a.jpg', 'x/a.png'])
  })

  it('takes composed and decomposed letters for the same', () => {
    expect(
      new Set(Object.values(plan(['caf\u00e9.jpg', 'cafe\u0301.jpg'])).map((n) => n.normalize())).size
    ).toBe(2)
  })

  it('renames a folder that would hide the labels from a trainer', () => {
    expect(plan(['images/a.jpg', 'images_/a.jpg', 'x/images/a.jpg', 'images.jpg'])).toEqual({
      'images/a.jpg': 'images_/a-2.jpg',
      'images_/a.jpg': 'images_/a.jpg',
      'x/images/a.jpg': 'x/images_/a.jpg',
      'images.jpg': 'images.jpg'
    })
  })

  it('gives each image a label file of its own, whatever the names and their order', () => {
    const part = fc.constantFrom('a', 'A', 'b', 'images', 'a-2', 'a.b')
    const path = fc
      .tuple(fc.array(part, { maxLength: 2 }), part, fc.constantFrom('.jpg', '.png', '.JPG', ''))
      .map(([folders, name, ending]) => [...folders, name + ending].join('/'))
    fc.assert(
      fc.property(fc.uniqueArray(path, { maxLength: 20 }), (paths) => {
        const { names } = namesForLabelFiles(paths)
        const labels = [...names.values()].map((name) => withoutEnding(name).toLowerCase())
        expect(new Set(labels).size).toBe(paths.length)
        expect(Object.fromEntries(namesForLabelFiles(paths.toReversed()).names)).toEqual(
          Object.fromEntries(names)
        )
        for (const name of names.values()) expect(name.split('/').slice(0, -1)).not.toContain('images')
      })
    )
  })

  it.each(['../a.jpg', '/a.jpg', 'a//b.jpg', 'a/./b.jpg', 'a\\b.jpg', 'a\0.jpg', ''])(
    'refuses %j',
    (path) => {
      expect(() => namesForLabelFiles([path])).toThrow(RangeError)
    }
  )
})

describe('the other plans', () => {
  it('rename copies only where a file system that ignores case would mix them up', () => {
    expect(Object.fromEntries(namesForCopies(['a.jpg', 'a.png', 'A.jpg']).names)).toEqual({
      'A.jpg': 'A.jpg',
      'a.jpg': 'a-2.jpg',
      'a.png': 'a.png'
    })
    expect(namesAsTheyAre(['a.jpg', 'A.jpg']).renamed).toEqual([])
  })
})

describe('withoutEnding', () => {
  it.each([
    ['a/b.c.jpg', 'a/b.c'],
    ['a.b/c', 'a.b/c'],
    ['.hidden', '.hidden'],
    ['a/.hidden', 'a/.hidden']
  ])('of %s is %s', (path, stem) => {
    expect(withoutEnding(path)).toBe(stem)
  })
})
