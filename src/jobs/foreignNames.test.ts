import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nameKey } from '@shared/files/nameKey'
import { isPortableName } from '@shared/files/portableName'
import { newAnnotation, type Annotation } from '@shared/schema/annotation'
import { annotationIdSchema, labelIdSchema } from '@shared/schema/ids'
import { formats } from '../formats/registry'
import { ProjectStore } from '../store/projectStore'
import { exportProject } from './exportProject'
import { importDataset } from './importDataset'
import { exportOptions } from './testing/exportOptions'

const never = new AbortController().signal
const size = { width: 24, height: 16 }

/** Names that Linux takes, and other systems do not, or not all of them together. */
const paths = [
  'plain.png',
  'a "quote".png',
  'a _quote_.png',
  'con.png',
  '12:30?.png',
  'take:2/1.png',
  'dots./2 .png',
  'A/3.png',
  'a/3.png',
  'same.png',
  'same.jpg.png',
  'Same.PNG',
  'caf\u00e9.png',
  'cafe\u0301.png',
  'back\\slash.png',
  'tab\there.png',
  'images/4.png',
  `${'я'.repeat(125)}.png`
]

// These names cannot be made on Windows, nor all of them on macOS.
describe.runIf(process.platform === 'linux')('images with names that other systems refuse', () => {
  let home: string
  let store: ProjectStore

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'maskwright-names-'))
    const canvas = createCanvas(size.width, size.height)
    const png = await canvas.encode('png')
    for (const path of paths) {
      await mkdir(dirname(join(home, 'photos', path)), { recursive: true })
      await writeFile(join(home, 'photos', path), png)
    }
    const folder = join(home, 'photos')
    store = (await ProjectStore.open({ folder, userDataDir: join(home, 'user') })).store
    for (const image of store.images()) {
      const object = boxOf(image.id)
      store.facts.setSize(image.id, size)
      store.commit(image.id, 'add-rect', { added: { [object.id]: object }, updated: {}, removed: {} })
    }
  })
  afterEach(async () => {
    await store.close()
    await rm(home, { recursive: true, force: true })
  })

  /** A box that tells its image: as wide as the image's number. */
  function boxOf(image: number): Annotation {
    return newAnnotation({
      id: annotationIdSchema.parse(`object-${image}`),
      labelId: labelIdSchema.parse(1),
      order: 0,
      shape: { kind: 'rect', x: 1, y: 1, width: image, height: 4 }
    })
  }

  it('are all found', () => {
    expect(
      store
        .images()
        .map(({ path }) => path)
        .sort()
    ).toEqual(paths.toSorted())
  })

  it.each(
    formats.flatMap(({ id, writer, reader }) =>
      writer === null
        ? []
        : (['copy', 'none'] as const).map((imageFiles) => ({ id, imageFiles, isRead: reader !== null }))
    )
  )(
    'become $id with image files: $imageFiles under names that every system takes, and come back',
    async ({ id, imageFiles, isRead }) => {
      const options = exportOptions({ format: id, imageFiles })
      const report = await exportProject(
        store,
        { options, destination: join(home, 'out') },
        never,
        () => undefined
      )
      expect(report.images).toBe(paths.length)
      const files = await readdir(report.destination, { recursive: true })
      for (const file of files) {
        expect(file.split('/').filter((part) => !isPortableName(part))).toEqual([])
      }
      expect(new Set(files.map(nameKey)).size).toBe(files.length)
      if (imageFiles === 'copy') {
        const renamed = report.notes.find(({ params }) => params['note'] === 'renamed-images')
        expect(renamed?.params['count']).toBeGreaterThan(5)
        expect(report.files).toContain('images.txt')
      }
      if (!isRead) return
      const before = new Map(store.images().map(({ id, objects }) => [id, objects]))
      const outcome = await importDataset(
        store,
        {
          ...{ path: report.destination, format: id, anyFolder: false, onExisting: 'add' },
          ...{ classes: new Map(), unusedClasses: true }
        },
        never,
        () => undefined
      )
      expect(outcome.items).toEqual([])
      expect(outcome.matched).toBe(paths.length)
      for (const image of store.images()) {
        expect(image.objects).toBe((before.get(image.id) ?? 0) + 1)
        const widths = store
          .annotations(image.id)
          .map(({ shape }) => (shape.kind === 'rect' ? shape.width : 0))
        for (const width of widths.filter((each) => each > 0)) expect(width).toBeCloseTo(image.id, 3)
      }
    }
  )
})
