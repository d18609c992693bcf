import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ImportItem } from '@shared/schema/importing'
import { anyDataset, keepsItsShapes } from '../testing/anyDataset'
import { datasetOf, disc, object, rect } from '../testing/datasets'
import { fixture, itemsBriefly } from '../testing/fixture'
import { fuzzReader } from '../testing/fuzz'
import { memorySource, readAll } from '../testing/memorySource'
import { roundTrip } from '../testing/roundTrip'
import { boundsIou } from '../selfCheck'
import { vocReader } from './vocFormat'

const files = await fixture('voc')

const box = '<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>9</xmax><ymax>9</ymax></bndbox>'
const one = (filename: string, inside = '', size = '<width>80</width><height>60</height>'): string =>
  `<annotation><filename>${filename}</filename><size>${size}</size><object><name>a</name>${box}${inside}</object></annotation>`
const itemsOf = async (text: string): Promise<readonly ImportItem[]> =>
  (await readAll(vocReader, memorySource({ 'a.xml': text }, { chosen: 'a.xml' }))).items

describe('Pascal VOC', () => {
  it('is recognised', async () => {
    expect(await vocReader.detect(memorySource(files))).toBeGreaterThan(0.5)
    expect(await vocReader.detect(memorySource({ 'a.xml': '<annotations></annotations>' }))).toBe(0)
  })

  it('reads boxes with their flags, and says what it cannot', async () => {
    const { images, items } = await readAll(vocReader, memorySource(files))
    expect(images.map(({ name, split }) => `${name} ${split}`)).toEqual([
      '2007_000027.jpg val',
      'street.jpg null'
    ])
    expect(images[1]).toMatchObject({ size: { width: 500, height: 375 } })
    expect(images[1]?.objects).toMatchObject([
      {
        className: 'person',
        shape: rect(10, 20.5, 100, 199.5),
        attributes: { pose: 'Left', truncated: true }
      },
      {
        className: 'car & trailer',
        shape: rect(300, 100, 200, 200),
        attributes: { occluded: true, difficult: true, colour: 'red', parked: true }
      }
    ])
    expect(itemsBriefly(items)).toEqual([
      '#2 coordinates-outside clipped',
      '#2 field-not-carried changed <part>',
      '#3 coordinates-not-numbers object-left-out',
      '#4 shape-empty object-left-out',
      '#5 object-malformed object-left-out',
      '#6 class-malformed object-left-out'
    ])
    expect(items[2]).toMatchObject({ file: 'Annotations/street.xml', image: 'street.jpg', line: 41 })
  })

  it('counts the pixels of the official datasets from 1', async () => {
    const { images } = await readAll(vocReader, memorySource(files))
    expect(images[0]?.objects).toMatchObject([{ shape: rect(0, 100, 486, 251) }])
  })

  it('refuses entities, damaged files and names that lead elsewhere', async () => {
    const bomb = `<!DOCTYPE a [<!ENTITY b "c">]>${one('&b;')}`
    expect(itemsBriefly(await itemsOf(bomb))).toMatchObject([/file-broken file-left-out .*refused/])
    expect(itemsBriefly(await itemsOf(one('a.jpg').slice(0, -5)))).toMatchObject([
      /file-broken file-left-out/
    ])
    expect(itemsBriefly(await itemsOf('<annotations/>'))).toEqual([
      'null file-broken file-left-out <annotations>'
    ])
    expect(await itemsOf(one('../../a.jpg'))).toMatchObject([{ reason: 'path-unsafe', action: 'changed' }])
    expect(await itemsOf(one('..'))).toMatchObject([{ reason: 'path-unsafe', action: 'image-left-out' }])
    const huge = '<width>100000</width><height>10000</height>'
    expect(await itemsOf(one('a.jpg', '', huge))).toMatchObject([{ reason: 'size-impossible' }])
    const odd = '<width>-1</width><height>x</height>'
    expect(await itemsOf(one('a.jpg', '', odd))).toMatchObject([{ reason: 'field-malformed' }])
  })

  it('writes what it reads again', async () => {
    await fc.assert(
      fc.asyncProperty(anyDataset, async (dataset) => {
        keepsItsShapes(dataset, await roundTrip(dataset, { format: 'voc' }), boundsIou)
      }),
      { numRuns: 20 }
    )
  })

  it('keeps attributes, groups, scores, sources, crowds and splits', async () => {
    const attributes = {
      pose: 'Rear',
      difficult: true,
      truncated: true,
      colour: 'a <b> & "c"',
      parked: false
    }
    const annotations = [
      object(rect(1.25, 2, 30, 20), 1, {
        ...{ attributes, groupId: 'g 1', score: 0.25, source: 'detector', iscrowd: true }
      }),
      object(disc(30, 20, 10))
    ]
    const paths = ['x/a.jpg', 'b.jpg', 'c.jpg', 'd.jpg']
    const dataset = datasetOf(paths.map((path, i) => ({ path, annotations: i === 0 ? annotations : [] })))
    const split = { train: 1, val: 1, test: 0, seed: 1 }
    const { report, images, items, files } = await roundTrip(dataset, { format: 'voc', split })
    expect(items).toEqual([])
    expect(images.map(({ split: part }) => part).sort()).toEqual(['train', 'train', 'val', 'val'])
    const found = images.find(({ name }) => name === 'x/a.jpg')
    expect(found?.objects[0]).toMatchObject({
      ...{ attributes, group: 'g 1', score: 0.25, source: 'detector', iscrowd: true }
    })
    expect(report.notes.map(({ params }) => params['note'])).toEqual([
      'box-fractions',
      'boxes-instead',
      'put-images'
    ])
    expect(files.get('Annotations/x/a.xml')).toContain('<filename>x/a.jpg</filename>')
  })

  it('survives damaged files', async () => {
    await fuzzReader(vocReader, files, { cases: 1500 })
  })
})
