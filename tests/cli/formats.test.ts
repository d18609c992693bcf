import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { importDialog } from '@shared/i18n/en/import'
import type { PreflightReport } from '@shared/schema/exporting'
import type { ImportOutcome } from '@shared/schema/importing'
import { ProjectStore } from '../../src/store/projectStore'
import { userDataDir } from '../../src/cli/userData'
import { maskwright, temporaryFolder } from './run'

const size = { width: 80, height: 60 }
const { reasons, actions } = importDialog
const oddCoordinates = `${reasons['coordinates-odd']}: ${actions['object-left-out']}`
const unmatchedImage = `${reasons['image-unmatched']}: ${actions['image-left-out']}`

let root: string
let photos: string
let dataset: string

const coco = {
  images: [
    { id: 1, file_name: 'a.png', ...size },
    { id: 2, file_name: 'sub/b.png', ...size },
    { id: 3, file_name: 'gone.png', ...size }
  ],
  categories: [
    { id: 1, name: 'dog' },
    { id: 2, name: 'boat' }
  ],
  annotations: [
    { id: 1, image_id: 1, category_id: 1, bbox: [10, 10, 30, 20] },
    { id: 2, image_id: 1, category_id: 2, segmentation: [[1, 1, 40, 1, 40, 30]], bbox: [1, 1, 39, 29] },
    { id: 3, image_id: 2, category_id: 1, bbox: [5, 5, 20, 20] },
    { id: 4, image_id: 2, category_id: 1, segmentation: [[1, 1, 2]] }
  ]
}

/** Two pictures, and a COCO file that knows a third and has a broken object. */
beforeEach(async () => {
  root = await temporaryFolder()
  photos = join(root, 'photos')
  dataset = join(root, 'instances.json')
  // Where the command line looks for user data, so that it knows the project as one that was closed here.
  for (const name of ['XDG_CONFIG_HOME', 'APPDATA', 'HOME']) vi.stubEnv(name, join(root, 'config'))
  await mkdir(userDataDir(), { recursive: true })
  await mkdir(join(photos, 'sub'), { recursive: true })
  for (const name of ['a.png', 'sub/b.png']) {
    await writeFile(join(photos, name), createCanvas(size.width, size.height).toBuffer('image/png'))
  }
  await writeFile(dataset, JSON.stringify(coco))
})
afterEach(() => vi.unstubAllEnvs())

const importing = (...words: readonly string[]) =>
  maskwright('import', dataset, '--project', photos, ...words)

/** Objects on the images, and the classes, as the project has them. */
async function project(): Promise<{ objects: number[]; labels: string[] }> {
  const { store } = await ProjectStore.open({ folder: photos, userDataDir: userDataDir() })
  const objects = store.images().map((image) => image.objects)
  const labels = store.labels().map(({ name }) => name)
  await store.close()
  return { objects, labels }
}

describe('import', () => {
  it('takes a dataset over, and says what was left out', async () => {
    const { code, out, errors } = await importing()
    expect([code, errors]).toEqual([0, ''])
    expect(out).toEqual([
      expect.stringMatching(/^coco: 3 objects on 2 of 3 images, \d+\.\d s$/),
      '  new classes: dog, boat',
      `  1 × ${oddCoordinates}`,
      `  1 × ${unmatchedImage}`,
      expect.stringMatching(/^ {4}instances\.json, line 1, .*object \d+: /),
      expect.stringMatching(/^ {4}instances\.json, line 1, .*gone\.png/)
    ])
    expect(out.slice(-2)).toEqual([
      expect.stringContaining(reasons['coordinates-odd']),
      expect.stringMatching(new RegExp(`: ${unmatchedImage}$`))
    ])
    expect(await project()).toEqual({ objects: [2, 1], labels: ['object', 'dog', 'boat'] })
  })

  it('maps classes, leaves them out, and replaces what is there', async () => {
    await importing()
    const words = ['--map', 'dog=Boat', '--map', 'boat=', '--on-existing', 'replace', '--json']
    const { code, out } = await importing(...words)
    expect(code).toBe(0)
    const report = JSON.parse(out[0] ?? '') as ImportOutcome
    expect(report).toMatchObject({ objects: 2, replaced: 3, newClasses: [] })
    expect((await project()).objects).toEqual([1, 1])
  })

  it('leaves images alone that have objects', async () => {
    await importing()
    expect((await importing('--on-existing', 'skip')).out[1]).toMatch(
      '2 images skipped: they already have objects'
    )
    expect((await project()).objects).toEqual([2, 1])
  })

  it('fails in words on a file that is cut off, and changes nothing', async () => {
    await writeFile(dataset, JSON.stringify(coco).slice(0, -20))
    const { code, out, errors } = await importing()
    expect([code, out]).toEqual([1, []])
    expect(errors).toMatch(/^maskwright: .*instances\.json/)
    expect(await project()).toEqual({ objects: [0, 0], labels: ['object'] })
  })
})

describe('convert', () => {
  const convert = (from: string, ...words: readonly string[]) =>
    maskwright('convert', from, '--out', join(root, 'out'), ...words)

  it('writes a dataset in another format, without a project', async () => {
    const { code, out, errors } = await convert(dataset, '--to', 'yolo')
    expect([code, errors]).toEqual([0, ''])
    const target = join(root, 'out/instances-yolo')
    expect(out[0]).toBe(target)
    expect(out.join('\n')).toContain('3 images, 3 objects')
    expect(out.join('\n')).toContain('self-check: 0 lost')
    expect(out.at(-1)).toContain(reasons['coordinates-odd'])
    const label = await readFile(join(target, 'labels/train/sub/b.txt'), 'utf8')
    expect(label).toBe('0 0.187500 0.250000 0.250000 0.333333\n')
    expect(await readdir(photos)).toEqual(['a.png', 'sub'])
  })

  it('goes through every format and back to COCO without losing an object', async () => {
    const plain = { ...coco, annotations: coco.annotations.slice(0, 3) }
    await writeFile(dataset, JSON.stringify(plain))
    for (const format of [
      'yolo',
      'yolo-seg',
      'yolo-obb',
      'labelme',
      'voc',
      'masks',
      'cvat',
      'label-studio'
    ]) {
      const there = await maskwright(
        'convert',
        dataset,
        '--to',
        format,
        '--out',
        join(root, format),
        '--json'
      )
      expect([format, there.errors, there.code]).toEqual([format, '', 0])
      const { destination, lost } = JSON.parse(there.out[0] ?? '') as { destination: string; lost: number }
      expect([format, lost]).toEqual([format, 0])
      expect(await readdir(destination)).not.toEqual([])
    }
  })

  it('fails in words on what is no dataset', async () => {
    const { code, errors } = await convert(photos, '--to', 'coco')
    expect(code).toBe(1)
    expect(errors).toMatch(/looks like a dataset/)
  })
})

describe('check', () => {
  it('says what is wrong with a dataset, with exit code 1', async () => {
    const { code, out } = await maskwright('check', dataset)
    expect(code).toBe(1)
    expect(out[0]).toBe('coco: 3 images, 3 objects')
    expect(out).toContain('  note: 1 × image-unlabelled')
    expect(out.join('\n')).toContain(`1 × ${oddCoordinates}`)
    expect(out.at(-1)).toContain(`instances.json, line 1, sub/b.png, object 4: ${reasons['coordinates-odd']}`)
  })

  it('looks through a project; warnings alone are no failure', async () => {
    await importing('--map', 'boat=object')
    const { code, out } = await maskwright('check', photos, '--json')
    const report = JSON.parse(out[0] ?? '') as PreflightReport
    expect(report).toMatchObject({ images: 2, objects: 3 })
    expect(report.counts).toEqual([{ code: 'object-placeholder', severity: 'warning', count: 1 }])
    expect(report.problems[0]).toMatchObject({ file: 'a.png', params: { name: 'object' } })
    expect(code).toBe(0)
  })
})
