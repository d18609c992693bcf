import { describe, expect, it } from 'vitest'
import { datasetOf, object, rect } from './testing/datasets'
import { memorySource, readAll } from './testing/memorySource'
import { roundTrip } from './testing/roundTrip'
import { formatOf, formats } from './registry'

const paths = ['a.jpg', 'deep/er/b.jpg']
const dataset = datasetOf(paths.map((path) => ({ path, annotations: [object(rect(1, 2, 30, 20))] })))
const sizes = Object.fromEntries(paths.map((path) => [path, { width: 64, height: 48 }]))
/** The names that an export gave to images, in a file that only this program writes. */
const OWN_FILE = 'images.txt'
const isText = (path: string): boolean => /\.(json|txt|xml|ya?ml|csv)$/.test(path)

describe('paths in a dataset', () => {
  for (const { id, reader, writer } of formats) {
    if (!reader || !writer) continue

    it(`of ${id} are written with slashes on every system`, async () => {
      const { files, images } = await roundTrip(dataset, { format: id })
      expect([...files.keys()].filter((path) => path.includes('\\'))).toEqual([])
      for (const [path, text] of files) if (isText(path)) expect(text, path).not.toContain('\\')
      expect(images.map(({ name }) => name).sort()).toEqual(paths)
    })

    // Masks name no images: a mask lies where its image does.
    if (id === 'masks') continue
    it(`of ${id} are read with the backslashes that other tools write on Windows`, async () => {
      const { files } = await roundTrip(dataset, { format: id })
      const windows = [...files].map(([path, text]): [string, string] => {
        const backslash = path.endsWith('.json') ? '\\\\' : '\\'
        return [
          path,
          isText(path) && path !== OWN_FILE ? text.replaceAll(/deep\/er\/?/g, asWindows(backslash)) : text
        ]
      })
      const found = await readAll(reader, memorySource(Object.fromEntries(windows)), { sizes })
      expect(found.images.map(({ name }) => name).sort()).toEqual(paths)
      expect(found.items).toEqual([])
    })
  }

  it('of LabelMe may lead up and down with backslashes', async () => {
    const label = { version: '5.2.1', shapes: [], imageHeight: 48, imageWidth: 64, imageData: null }
    const imagePath = '..\\deep\\er\\b.jpg'
    const source = memorySource({ 'labels/b.json': JSON.stringify({ ...label, imagePath }) })
    const { reader } = formatOf('labelme')
    if (!reader) throw new Error('LabelMe is not read')
    const { images } = await readAll(reader, source, { sizes })
    expect(images.map(({ name }) => name)).toEqual(['deep/er/b.jpg'])
  })

  it('of a YOLO list may have backslashes', async () => {
    const source = memorySource({
      'data.yaml': 'train: train.txt\nnames: [cat]\n',
      'train.txt': 'images\\deep\\b.jpg\n.\\images\\a.jpg\n',
      'images/a.jpg': '',
      'images/deep/b.jpg': '',
      'labels/a.txt': '0 0.5 0.5 0.2 0.2\n',
      'labels/deep/b.txt': '0 0.5 0.5 0.2 0.2\n'
    })
    const { reader } = formatOf('yolo')
    if (!reader) throw new Error('YOLO is not read')
    const { images } = await readAll(reader, source, {
      sizes: { 'a.jpg': { width: 64, height: 48 }, 'deep/b.jpg': { width: 64, height: 48 } }
    })
    expect(images.map(({ name }) => name).sort()).toEqual(['a.jpg', 'deep/b.jpg'])
  })
})

const asWindows =
  (backslash: string) =>
  (path: string): string =>
    path.replaceAll('/', () => backslash)
