import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Size } from '@shared/geometry/spaces'
import { maskFromBitmap, maskShape } from '@shared/mask/maskData'
import { emptyBitmap } from '@shared/mask/rle'
import { newAnnotation, type Annotation } from '@shared/schema/annotation'
import { annotationIdSchema, labelIdSchema } from '@shared/schema/ids'
import type { Shape } from '@shared/schema/shape'
import { formats } from '../formats/registry'
import { ProjectStore } from '../store/projectStore'
import { exportProject, measuredSize } from './exportProject'
import { importDataset } from './importDataset'
import { exportOptions } from './testing/exportOptions'

const samples = join(import.meta.dirname, '../../resources/samples')
const never = new AbortController().signal

let home: string
let store: ProjectStore

/** The sample photographs with, on each, a frame of pixels, a disc, a box and an outline of two pieces, all apart. */
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'maskwright-samples-'))
  const photos = join(home, 'photos')
  const names = (await readdir(samples)).filter((name) => name.endsWith('.jpg'))
  await mkdir(photos)
  for (const name of names) await copyFile(join(samples, name), join(photos, name))
  store = (await ProjectStore.open({ folder: photos, userDataDir: join(home, 'user') })).store
  const boat = { id: labelIdSchema.parse(2), name: 'boat & "ship"', color: '#3b82f6' }
  store.commitLabels('label-add', { added: { 2: boat }, updated: {}, removed: {} })
  for (const image of store.images()) {
    const size = await measuredSize(store, image)
    const shapes = [frame(size), disc(size), box, pieces]
    const objects = shapes.map((shape, order): Annotation => {
      const id = annotationIdSchema.parse(`object-${image.id}-${order}`)
      return newAnnotation({ id, labelId: labelIdSchema.parse(1 + (order % 2)), order, shape })
    })
    const added = Object.fromEntries(objects.map((object) => [object.id, object]))
    store.facts.setSize(image.id, size)
    store.commit(image.id, 'add-mask', { added, updated: {}, removed: {} })
  }
})
afterEach(async () => {
  await store.close()
  await rm(home, { recursive: true, force: true })
})

const box: Shape = { kind: 'rect', x: 210.5, y: 20, width: 60, height: 42 }

const pieces: Shape = {
  kind: 'polygon',
  parts: [20, 90].map((x) => ({
    outer: [
      { x, y: 200 },
      { x: x + 50.25, y: 210 },
      { x: x + 30, y: 260.5 }
    ],
    holes: []
  }))
}

function pixels({ width, height }: Size, test: (x: number, y: number) => boolean): Shape {
  const bitmap = emptyBitmap(width, height)
  for (let y = 0; y < 200; y++) {
    for (let x = 0; x < 200; x++) if (test(x, y)) bitmap.data[y * width + x] = 1
  }
  return maskShape(maskFromBitmap(bitmap))
}

const frame = (size: Size): Shape =>
  pixels(size, (x, y) => x >= 10 && x < 90 && y >= 10 && y < 90 && !(x >= 30 && x < 60 && y >= 40 && y < 70))

const disc = (size: Size): Shape => pixels(size, (x, y) => Math.hypot(x - 150, y - 120) < 35)

describe('the sample project', () => {
  it.each(formats.flatMap(({ id, writer }) => (writer ? [id] : [])))(
    'is written as %s without losing an object, and read again',
    async (format) => {
      const images = store.images().length
      const options = exportOptions({ format, imageFiles: 'copy' })
      const destination = join(home, 'out')
      const report = await exportProject(store, { options, destination }, never, () => undefined)
      expect(report).toMatchObject({ images, objects: images * 4, lost: 0 })
      expect(report.iouMin).toBeGreaterThan(0.95)
      if (format === 'csv') return
      const choice = { path: report.destination, format, anyFolder: false, classes: new Map() }
      const task = { ...choice, unusedClasses: true, onExisting: 'replace' } as const
      const back = await importDataset(store, task, never, () => undefined)
      expect(back).toMatchObject({ matched: images, objects: images * 4, newClasses: [], items: [] })
    }
  )

  it('costs what it says when outlines are simplified', async () => {
    for (const format of ['coco', 'yolo-seg'] as const) {
      const options = exportOptions({ format, tolerance: 2 })
      const destination = join(home, 'out')
      const report = await exportProject(store, { options, destination }, never, () => undefined)
      expect(report).toMatchObject({ lost: 0 })
      expect(report.iouMin).toBeGreaterThan(0.9)
      expect(report.iouMin).toBeLessThan(0.999)
    }
  })
})
