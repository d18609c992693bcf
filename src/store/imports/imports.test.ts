import { beforeEach, describe, expect, it } from 'vitest'
import type { ImageId } from '@shared/schema/ids'
import type { ProjectStore } from '../projectStore'
import { boxes, importOf, label } from '../testing/imports'
import { idOf, problemOf, workplace, type Workplace } from '../testing/fixtures'
import { adding, box } from '../testing/records'

let place: Workplace
let store: ProjectStore
let a: ImageId
let b: ImageId
let c: ImageId

beforeEach(async () => {
  place = await workplace(['a.jpg', 'b.jpg', 'c.jpg'])
  store = (await place.open()).store
  a = idOf(store, 'a.jpg')
  b = idOf(store, 'b.jpg')
  c = idOf(store, 'c.jpg')
})

/** Everything that an import may change. */
const state = () => ({
  labels: store.labels(),
  objects: [a, b, c].map((image) => store.annotations(image)),
  counts: [a, b, c].map((image) => store.image(image)?.objects)
})

const two = () =>
  importOf(
    [
      [a, boxes('a', 2)],
      [b, boxes('b', 3, 2)]
    ],
    { labels: [label(2, 'dog')] }
  )

describe('an import', () => {
  it('is one step over many images and the classes, back and forth', async () => {
    const before = state()
    const result = await store.importAnnotations(two())
    expect(result).toMatchObject({ images: [a, b], objects: 5, replaced: 0, skipped: 0 })
    const after = state()
    expect(after.counts).toEqual([2, 3, 0])
    expect(after.labels.map(({ name }) => name)).toEqual(['object', 'dog'])
    expect(store.history(a)).toEqual({ undo: 'import', redo: null })

    expect((await store.undoImport(result.import)).images).toEqual([a, b])
    await store.settled()
    expect(state()).toEqual(before)
    expect(store.history(b)).toEqual({ undo: null, redo: 'import' })
    expect(await store.redoImport(result.import)).toEqual({ import: result.import, images: [a, b], left: 0 })
    expect(state()).toEqual(after)
  })

  it('is taken back as a whole from any of its images, after a restart too', async () => {
    const before = state()
    await store.importAnnotations(two())
    await store.close()
    store = (await place.open()).store
    const after = state()
    expect(store.importHistory().undo).toMatchObject({ format: 'coco', images: 2, objects: 5 })
    expect(await store.undo(b)).toMatchObject({ diff: { added: {} }, also: [a] })
    await store.settled()
    expect(state()).toEqual(before)
    expect(store.importHistory()).toMatchObject({ undo: null, redo: { images: 2 } })
    expect(await store.redo(a)).toMatchObject({ also: [b] })
    expect(state()).toEqual(after)
  })

  it('adds above what is there, replaces it, or leaves the image alone', async () => {
    store.commit(a, 'add-rect', adding(box('mine', { order: 7 })))
    const before = state()
    const images = () => [[a, boxes('new', 1)] as const, [b, boxes('new', 1)] as const]
    const added = await store.importAnnotations(importOf(images()))
    expect(store.annotations(a).map(({ id, order }) => [id, order])).toEqual([
      ['mine----', 7],
      ['new-0---', 8]
    ])
    await store.undoImport(added.import)
    const replaced = await store.importAnnotations(importOf(images(), { onExisting: 'replace' }))
    expect(replaced).toMatchObject({ objects: 2, replaced: 1 })
    expect(store.annotations(a).map(({ id }) => id)).toEqual(['new-0---'])
    await store.undoImport(replaced.import)
    expect(state()).toEqual(before)
    const skipped = await store.importAnnotations(importOf(images(), { onExisting: 'skip' }))
    expect(skipped).toMatchObject({ images: [b], objects: 1, skipped: 1 })
  })

  it('refuses to be taken back under later edits, unless these go with it', async () => {
    const { import: seq } = await store.importAnnotations(two())
    store.commit(b, 'add-rect', adding(box('later', { order: 9 })))
    const edited = state()
    expect(await problemOf(() => store.undo(a))).toMatchObject({
      kind: 'import-edited',
      params: { count: 1 }
    })
    expect(state()).toEqual(edited)
    await store.undoImport(seq, true)
    expect(state().counts).toEqual([0, 0, 0])
    await store.redoImport(seq)
    await store.redo(b)
    expect(state()).toEqual(edited)
  })

  it('is done again but for images that were edited since', async () => {
    const { import: seq } = await store.importAnnotations(two())
    await store.undoImport(seq)
    store.commit(a, 'add-rect', adding(box('later')))
    expect(await store.redoImport(seq)).toMatchObject({ images: [b], left: 1 })
    expect(state().counts).toEqual([1, 3, 0])
    await store.undoImport(seq)
    expect(state().counts).toEqual([1, 0, 0])
  })

  it('keeps the classes that are used by now, and never gives their numbers away under it', async () => {
    const { import: seq } = await store.importAnnotations(two())
    store.commit(c, 'add-rect', adding({ ...box('mine'), labelId: label(2).id }))
    await store.undoImport(seq)
    expect(store.labels().map(({ name }) => name)).toEqual(['object', 'dog'])
    await store.redoImport(seq)
    expect(state().counts).toEqual([2, 3, 1])
  })

  it('is not done again when its classes were changed since', async () => {
    const { import: seq } = await store.importAnnotations(two())
    await store.undoImport(seq)
    await store.settled()
    const cat = label(store.nextLabelId(), 'cat')
    store.commitLabels('label-add', { added: { [cat.id]: cat }, updated: {}, removed: {} })
    const before = state()
    expect(await problemOf(() => store.redoImport(seq))).toMatchObject({ kind: 'import-failed' })
    expect(await problemOf(() => store.redo(a))).toMatchObject({ kind: 'import-failed' })
    expect(state()).toEqual(before)
  })

  it.each([
    ['a class that is there', { labels: [label(5, 'OBJECT')] }, 'label-duplicate'],
    ['a class number that is taken', { labels: [label(1, 'new')] }, 'bad-input']
  ])('leaves the project as it was when it brings %s', async (_, fields, kind) => {
    const before = state()
    const request = importOf([[a, boxes('a', 1)]], fields)
    expect(await problemOf(() => store.importAnnotations(request))).toMatchObject({ kind })
    expect(state()).toEqual(before)
    expect(store.history(a)).toEqual({ undo: null, redo: null })
    expect(store.labelsState().history).toEqual({ undo: null, redo: null })
  })

  it('leaves the project as it was when it fails on the way, or is cancelled', async () => {
    const before = state()
    const bad = importOf([
      [a, boxes('a', 1)],
      [b, boxes('b', 1, 99)]
    ])
    expect(await problemOf(() => store.importAnnotations(bad))).toMatchObject({ kind: 'bad-input' })
    const abort = new AbortController()
    const cancelled = importOf(
      [
        [a, boxes('a', 1)],
        [b, boxes('b', 1)]
      ],
      { signal: abort.signal },
      (i) => {
        if (i === 1) abort.abort(new Error('stop'))
      }
    )
    await expect(store.importAnnotations(cancelled)).rejects.toThrow('stop')
    expect(state()).toEqual(before)
    // And the next one is not in its way.
    await store.importAnnotations(two())
    expect(state().counts).toEqual([2, 3, 0])
  })

  it('lets images be edited while it gathers', async () => {
    const request = importOf(
      [
        [a, boxes('a', 1)],
        [b, boxes('b', 1)]
      ],
      { onExisting: 'replace' },
      (i) => {
        if (i === 1) store.commit(a, 'add-rect', adding(box('meanwhile')))
      }
    )
    const { import: seq, replaced } = await store.importAnnotations(request)
    expect(replaced).toBe(1)
    expect(store.annotations(a).map(({ id }) => id)).toEqual(['a-0-----'])
    await store.undoImport(seq)
    expect(store.annotations(a).map(({ id }) => id)).toEqual(['meanwhile'])
  })

  it('runs alone', async () => {
    const first = store.importAnnotations(two())
    expect(await problemOf(() => store.importAnnotations(two()))).toMatchObject({ kind: 'task-running' })
    await first
    expect(state().counts).toEqual([2, 3, 0])
  })

  it('is independent of another on other images', async () => {
    const first = await store.importAnnotations(importOf([[a, boxes('a', 1)]]))
    const second = await store.importAnnotations(importOf([[b, boxes('b', 1)]]))
    await store.undoImport(first.import)
    expect(state().counts).toEqual([0, 1, 0])
    await store.importAnnotations(importOf([[c, boxes('c', 1)]]))
    await store.redo(a)
    await store.undoImport(second.import)
    expect(state().counts).toEqual([1, 0, 1])
  })

  it('keeps what the format said beside, as long as it is in force', async () => {
    const { import: seq } = await store.importAnnotations({
      ...importOf([]),
      extra: '{"info":1}',
      labelExtras: new Map([[1, '{"supercategory":"x"}']]),
      images: (async function* () {
        yield await Promise.resolve({ image: c, objects: [], extra: '{"license":3}' })
      })()
    })
    expect(store.importExtras('coco', 'dataset')).toEqual(['{"info":1}'])
    expect(store.importExtras('coco', 'label:1')).toEqual(['{"supercategory":"x"}'])
    expect(store.importExtras('coco', `image:${c}`)).toEqual(['{"license":3}'])
    expect(store.importExtras('labelme', 'dataset')).toEqual([])
    expect(store.history(c)).toEqual({ undo: null, redo: null })
    await store.undoImport(seq)
    expect(store.importExtras('coco', `image:${c}`)).toEqual([])
  })
})
