import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { beforeEach, describe, expect, it } from 'vitest'
import type { ImageId } from '@shared/schema/ids'
import type { ProjectStore } from '../projectStore'
import { salvageProject } from '../recovery/recovery'
import { problemOf, workplace, type Workplace } from '../testing/fixtures'
import { boxes, importOf, label } from '../testing/imports'
import { adding, box } from '../testing/records'

/** More than is settled in one go. */
const IMAGES = 150
const OBJECTS = 60
const paths = Array.from({ length: IMAGES }, (_, i) => `${i}.jpg`)

let place: Workplace
let store: ProjectStore
let images: ImageId[]

beforeEach(async () => {
  place = await workplace(paths)
  store = (await place.open()).store
  images = store.images().map(({ id }) => id)
})

const many = (prefix = 'new') =>
  importOf(
    images.map((image) => [image, boxes(prefix, OBJECTS, 2)] as const),
    { labels: [label(2, 'dog')], extra: '{"info":1}', onExisting: 'replace' }
  )

/** How many images wait in the file, read by a connection of its own. */
function waiting(): number {
  const db = new DatabaseSync(join(place.root, '.maskwright', 'project.db'), { readOnly: true })
  const row = db.prepare('SELECT count(*) AS n FROM unsettled').get() as { n: number }
  db.close()
  return row.n
}

const content = (of = store) => ({
  labels: of.labels().map(({ name }) => name),
  objects: images.map((image) => of.annotations(image).map(({ id }) => id)),
  counts: images.map((image) => of.image(image)?.objects)
})

const ids = (prefix = 'new') => boxes(prefix, OBJECTS).map(({ id }) => id)
const everywhere = { labels: ['object', 'dog'], objects: each(ids()), counts: each(OBJECTS) }
function each<T>(value: T): T[] {
  return paths.map(() => value)
}

describe('a step over many images', () => {
  it('is there as a whole when it is decided, for this process and for others', async () => {
    await store.importAnnotations(many())
    expect(waiting()).toBeGreaterThan(0)
    expect(content()).toEqual(everywhere)
    const { store: reader } = await place.open({ readOnly: true })
    expect(content(reader)).toEqual(everywhere)
    expect(reader.importHistory().undo).toMatchObject({ objects: IMAGES * OBJECTS })
    await store.settled()
    expect(waiting()).toBe(0)
    expect(content()).toEqual(everywhere)
    expect(content(reader)).toEqual(everywhere)
  })

  it('can be edited, taken back and done again before it has settled', async () => {
    const before = content()
    const { import: seq } = await store.importAnnotations(many())
    const last = images.at(-1) as ImageId
    expect(store.history(last)).toEqual({ undo: 'import', redo: null })
    store.commit(last, 'add-rect', adding(box('mine', { order: 99 })))
    expect(store.annotations(last)).toHaveLength(OBJECTS + 1)
    expect(await problemOf(() => store.undoImport(seq))).toMatchObject({ kind: 'import-edited' })
    await store.undo(last)
    const undone = store.undoImport(seq)
    expect((await undone).images).toHaveLength(IMAGES)
    expect({ ...content(), labels: before.labels }).toEqual(before)
    await store.settled()
    expect(content()).toEqual(before)
    const redone = store.redo(last)
    expect((await redone)?.also).toHaveLength(IMAGES - 1)
    expect(content()).toEqual(everywhere)
    await store.settled()
    expect(content()).toEqual(everywhere)
  })

  it('goes on where it was when the project was closed', async () => {
    const before = content()
    const { import: seq } = await store.importAnnotations(many())
    await store.close()
    expect(waiting()).toBeGreaterThan(0)
    store = (await place.open()).store
    expect(content()).toEqual(everywhere)
    await store.settled()
    expect(content()).toEqual(everywhere)
    await store.undoImport(seq)
    await store.close()
    expect(waiting()).toBeGreaterThan(0)
    store = (await place.open()).store
    await store.settled()
    expect(content()).toEqual(before)
    expect(waiting()).toBe(0)
  })

  it('replaces objects, and brings them back', async () => {
    for (const image of images) store.commit(image, 'add-rect', adding(box('mine')))
    const before = content()
    const { import: seq, replaced } = await store.importAnnotations(many())
    expect(replaced).toBe(IMAGES)
    expect(content()).toEqual(everywhere)
    await store.settled()
    await store.undoImport(seq)
    expect(content().objects).toEqual(before.objects)
    expect(content().counts).toEqual(before.counts)
    await store.settled()
    expect(content()).toEqual(before)
  })

  it('leaves what the format said to be read, waiting or settled', async () => {
    const request = {
      ...many(),
      images: (async function* () {
        for (const image of images) {
          yield await Promise.resolve({ image, objects: boxes('x', OBJECTS), extra: `{"n":${image}}` })
        }
      })()
    }
    await store.importAnnotations({ ...request, labels: [] })
    expect(waiting()).toBeGreaterThan(0)
    const told = () => images.map((image) => store.importExtras('coco', `image:${image}`))
    const expected = images.map((image) => [`{"n":${image}}`])
    expect(told()).toEqual(expected)
    expect(store.importExtras('labelme', `image:${images[0] as ImageId}`)).toEqual([])
    await store.settled()
    expect(told()).toEqual(expected)
  })

  it('is not begun while an import is gathered', async () => {
    const { import: seq } = await store.importAnnotations(many())
    await store.settled()
    const next = store.importAnnotations({ ...many('next'), labels: [] })
    expect(await problemOf(() => store.undoImport(seq))).toMatchObject({ kind: 'task-running' })
    await next
    expect(content()).toEqual({ ...everywhere, objects: each(ids('next')) })
  })

  it('is kept when the project file has to be salvaged', async () => {
    await store.importAnnotations(many())
    await store.close()
    expect(waiting()).toBeGreaterThan(0)
    await salvageProject({ folder: place.root, userDataDir: place.userDataDir })
    store = (await place.open()).store
    expect(content()).toEqual(everywhere)
    await store.settled()
    expect(content()).toEqual(everywhere)
  })
})
