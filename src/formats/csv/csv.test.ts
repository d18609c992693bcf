import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { datasetOf, disc, object, rect } from '../testing/datasets'
import { exportDataset } from '../exportDataset'
import { csvRow, parseCsv } from './csv'

describe('CSV', () => {
  it('reads what it writes', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'ü') })
    const rows = fc.array(fc.array(text, { minLength: 2, maxLength: 4 }))
    fc.assert(
      fc.property(rows, (cells) => {
        expect(parseCsv(cells.map(csvRow).join(''))?.map((row) => row.cells)).toEqual(cells)
      })
    )
  })

  it('knows lines and refuses open quotes', () => {
    expect(parseCsv('\ufeffa,b\n"1\n2",\n\nx,y')).toEqual([
      { cells: ['a', 'b'], line: 1 },
      { cells: ['1\n2', ''], line: 2 },
      { cells: ['x', 'y'], line: 5 }
    ])
    expect(parseCsv('a,"b')).toBeUndefined()
  })

  it('has a row for each object', async () => {
    const home = await mkdtemp(join(tmpdir(), 'maskwright-test-'))
    try {
      const attributes = { note: 'a "b", c' }
      const annotations = [
        object(rect(1, 2, 3.5, 4), 3, { attributes, groupId: 'g' }),
        object(disc(30, 20, 10, 5), 1, { score: 0.5, source: 'point' })
      ]
      const report = await exportDataset({
        dataset: datasetOf([{ path: 'x/a, b.jpg', annotations }, { path: 'c.jpg' }]),
        options: { format: 'csv', rle: false, images: 'all', split: null, copyImages: false },
        destination: home,
        resolveImage: () => null,
        signal: new AbortController().signal,
        onProgress: () => undefined
      })
      expect(report).toMatchObject({ objects: 2, lost: 0, iouMin: 1, files: ['objects.csv'] })
      const rows = parseCsv(await readFile(join(report.destination, 'objects.csv'), 'utf8'))
      const [first, second] = [1, 2].map((n) =>
        Object.fromEntries((rows?.[0]?.cells ?? []).map((column, i) => [column, rows?.[n]?.cells[i]]))
      )
      expect(first).toMatchObject({
        ...{ image: 'x/a, b.jpg', class: 'dog: big', class_id: '3', shape: 'rect', width: '3.5', area: '14' },
        ...{ group: 'g', score: '', split: '', attributes: JSON.stringify(attributes) }
      })
      expect(second).toMatchObject({ shape: 'mask', parts: '1', holes: '1', score: '0.5', source: 'point' })
    } finally {
      await rm(home, { recursive: true, force: true })
    }
  })
})
