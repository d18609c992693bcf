import { describe, expect, it } from 'vitest'
import { cocoClosing, cocoImage, cocoOpening, cocoSeparator, type CocoAnnotation } from './coco'
import { readCoco, type CocoItem } from './instancesFile'
import { datasetOf } from '../testing/datasets'

async function read(text: string): Promise<CocoItem[]> {
  const items: CocoItem[] = []
  for await (const item of readCoco([Buffer.from(text)])) items.push(item)
  return items
}

const annotation: CocoAnnotation = {
  id: 1,
  image_id: 2,
  category_id: 3,
  segmentation: [[0, 0, 4, 0, 4, 4]],
  area: 8,
  bbox: [0, 0, 4, 4],
  iscrowd: 0
}

describe('readCoco', () => {
  it('finds what was written, in its order', async () => {
    const { labels, images } = datasetOf([{ path: 'Ä "1".jpg' }, { path: 'b/2.jpg' }])
    const listed = images.map((image) => cocoImage(image, image.path))
    const text = [
      ...cocoOpening('birds', new Date(0), labels, listed),
      cocoSeparator(true),
      JSON.stringify(annotation),
      cocoSeparator(false),
      JSON.stringify({ ...annotation, id: 2 }),
      cocoClosing
    ].join('')
    expect(() => JSON.parse(text) as unknown).not.toThrow()
    const items = await read(text)
    expect(items.map(({ kind }) => kind)).toEqual([
      ...['category', 'category', 'category', 'image', 'image', 'annotation', 'annotation']
    ])
    expect(items[3]).toEqual({ kind: 'image', image: listed[0] })
    expect(items[6]).toEqual({ kind: 'annotation', annotation: { ...annotation, id: 2 } })
  })

  it('is empty for a file without lists', async () => {
    expect(await read('{"info": {"images": [1]}}')).toEqual([])
  })

  it('refuses what is not COCO', async () => {
    for (const bad of [
      { ...annotation, segmentation: [[0, 0, 1, 1]] },
      { ...annotation, segmentation: [] },
      { ...annotation, bbox: [1, 2, 3] },
      { ...annotation, iscrowd: 2 }
    ]) {
      await expect(read(JSON.stringify({ annotations: [bad] }))).rejects.toThrow()
    }
    await expect(read('{"images": [{"id": "1"}]}')).rejects.toThrow()
  })
})
