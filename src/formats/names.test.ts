import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameKey } from '@shared/files/nameKey'
import { isPortableName } from '@shared/files/portableName'
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

  it('gives names that every system takes', () => {
    expect(
      plan([
        'a "b".jpg',
        'a _b_.jpg',
        'con.jpg',
        'x:y/z?.png',
        'x_y/z_.png',
        'dots../blank .png',
        'back\\slash.jpg',
        `${'я'.repeat(125)}.jpg`
      ])
    ).toEqual({
      'a "b".jpg': 'a _b_-2.jpg',
      'a _b_.jpg': 'a _b_.jpg',
      'con.jpg': 'con_.jpg',
      'x:y/z?.png': 'x_y/z_-2.png',
      'x_y/z_.png': 'x_y/z_.png',
      'dots../blank .png': 'dots/blank.png',
      'back\\slash.jpg': 'back_slash.jpg',
      [`${'я'.repeat(125)}.jpg`]: `${'я'.repeat(117)}.jpg`
    })
  })

  it('puts folders into one that a system would take for the same', () => {
    expect(plan(['A/1.jpg', 'a/1.jpg', 'a/2.jpg'])).toEqual({
      'A/1.jpg': 'A/1.jpg',
      'a/1.jpg': 'A/1-2.jpg',
      'a/2.jpg': 'A/2.jpg'
    })
  })

  it('gives no label file the name of a folder', () => {
    expect(plan(['a.jpg', 'A.txt/b.jpg'])).toEqual({ 'a.jpg': 'a-2.jpg', 'A.txt/b.jpg': 'A.txt/b.jpg' })
  })

  it('gives each image a label file of its own, whatever the names and their order', () => {
    const part = fc.constantFrom(
      'a',
      'A',
      'b',
      'images',
      'Images',
      'a-2',
      'a.b',
      'a:',
      'a_',
      'é',
      'e\u0301',
      'aux'
    )
    const path = fc
      .tuple(fc.array(part, { maxLength: 2 }), part, fc.constantFrom('.jpg', '.png', '.JPG', ''))
      .map(([folders, name, ending]) => [...folders, name + ending].join('/'))
    fc.assert(
      fc.property(fc.uniqueArray(path, { maxLength: 20 }), (paths) => {
        const { names } = namesForLabelFiles(paths)
        const labels = [...names.values()].map((name) => nameKey(withoutEnding(name)))
        expect(new Set(labels).size).toBe(paths.length)
        expect(Object.fromEntries(namesForLabelFiles(paths.toReversed()).names)).toEqual(
          Object.fromEntries(names)
        )
        for (const name of names.values()) {
          const parts = name.split('/')
          expect(parts.slice(0, -1)).not.toContain('images')
          expect(parts.every((part) => isPortableName(part))).toBe(true)
        }
      })
    )
  })

  it.each(['../a.jpg', '/a.jpg', 'a//b.jpg', 'a/./b.jpg', 'a\0.jpg', ''])('refuses %j', (path) => {
    expect(() => namesForLabelFiles([path])).toThrow(RangeError)
  })
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
