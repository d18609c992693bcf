import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { applyDiff } from '@shared/history/recordsDiff'
import { encodeRle, emptyBitmap } from '@shared/mask/rle'
import { countsToString } from '@shared/mask/rleString'
import { shapeBounds } from '@shared/geometry/shape'
import type { Annotation } from '@shared/schema/annotation'
import { annotationIdSchema, imageIdSchema, labelIdSchema, type ImageId } from '@shared/schema/ids'
import type { MaskShape } from '@shared/schema/shape'
import type { ProjectStore } from './projectStore'
import { idOf, problemOf, workplace } from './testing/fixtures'
import { adding, box, byId, removing, updating } from './testing/records'

function mask(width: number, height: number): MaskShape {
  const counts = countsToString(encodeRle(emptyBitmap(width, height)).counts)
  return { kind: 'mask', width, height, counts }
}

describe('an edit is refused, and changes nothing,', () => {
  const other = labelIdSchema.parse(7)
  const first = box('first')
  const refused: [string, (store: ProjectStore, image: ImageId) => unknown][] = [
    ['when it adds what is there', (store, image) => store.commit(image, 'add-rect', adding(first))],
    [
      'when it removes what is not there',
      (store, image) => store.commit(image, 'delete', removing(box('other')))
    ],
    [
      'when it updates what is not there',
      (store, image) => store.commit(image, 'move', updating([box('other'), box('other', { order: 3 })]))
    ],
    [
      'when its class is unknown',
      (store, image) => store.commit(image, 'add-rect', adding(box('new', { labelId: other })))
    ],
    [
      'when it is filed under another id',
      (store, image) =>
        store.commit(image, 'add-rect', { added: { wrong: box('new') }, updated: {}, removed: {} })
    ],
    [
      'when its mask has another size than the image',
      (store, image) => store.commit(image, 'add-mask', adding(box('new', { shape: mask(10, 11) })))
    ],
    [
      'when its raw mask has another size than the image',
      (store, image) => store.commit(image, 'add-mask', adding(box('new', { rawMask: mask(11, 10) })))
    ],
    [
      'when its mask does not cover the image',
      (store, image) =>
        store.commit(image, 'add-mask', adding(box('new', { shape: { ...mask(10, 10), counts: '5' } })))
    ],
    [
      'when a number is none',
      (store, image) => store.commit(image, 'add-rect', adding(box('new', { order: Number.NaN })))
    ],
    [
      'when there is no such image',
      (store) => store.commit(imageIdSchema.parse(999), 'add-rect', adding(box('new')))
    ],
    [
      'when one of its parts does not fit',
      (store, image) =>
        store.commit(image, 'delete', { added: byId(box('new')), updated: {}, removed: byId(box('other')) })
    ]
  ]
  test.for(refused)('%s', async ([, edit]) => {
    const { open } = await workplace()
    const { store } = await open()
    const image = idOf(store, 'a.jpg')
    store.facts.setSize(image, { width: 10, height: 10 })
    store.commit(image, 'add-rect', adding(first))
    const { kind, params } = await problemOf(() => edit(store, image))
    expect(kind).toBe('bad-input')
    expect(params['reason']).toBeTypeOf('string')
    expect(store.annotations(image)).toEqual([first])
    expect(store.history(image)).toEqual({ undo: 'add-rect', redo: null })
    expect(store.image(image)?.objects).toBe(1)
  })
})

test('shapes are cut off at the edge of the image', async () => {
  const { open } = await workplace()
  const { store } = await open()
  const image = idOf(store, 'a.jpg')
  store.facts.setSize(image, { width: 100, height: 50 })
  const outer = [
    { x: 20, y: 10 },
    { x: 120, y: 10 },
    { x: 120, y: 60 },
    { x: 20, y: 60 }
  ]
  store.commit(
    image,
    'add-rect',
    adding(
      box('rect', { shape: { kind: 'rect', x: -10, y: 20, width: 40, height: 100 } }),
      box('polygon', { shape: { kind: 'polygon', parts: [{ outer, holes: [] }] } })
    )
  )
  const [rect, polygon] = store.annotations(image).map((annotation) => annotation.shape)
  expect(rect).toEqual({ kind: 'rect', x: 0, y: 20, width: 30, height: 30 })
  expect(polygon && shapeBounds(polygon)).toEqual({ x: 20, y: 10, width: 80, height: 40 })

  const outside = box('away', { shape: { kind: 'rect', x: 200, y: 20, width: 40, height: 10 } })
  expect(() => store.commit(image, 'add-rect', adding(outside))).toThrow('outside of the image')
})

test('undo returns to what was stored, whatever the edit claimed to start from', async () => {
  const { open } = await workplace()
  const { store } = await open()
  const image = idOf(store, 'a.jpg')
  store.commit(image, 'add-rect', adding(box('one', { order: 1 })))
  store.commit(image, 'move', updating([box('one', { order: 99 }), box('one', { order: 2 })]))
  await store.undo(image)
  expect(store.annotations(image)).toEqual([box('one', { order: 1 })])
})

test('a full disk is named, and the state stays as it was', async () => {
  const { root, open } = await workplace()
  let leaveRoom = (pages: number): unknown => pages
  const { store } = await open({
    tune: (db) => {
      leaveRoom = (pages) => db.pragma(`max_page_count = ${Number(db.pragma('page_count')) + pages}`)
    }
  })
  const image = idOf(store, 'a.jpg')
  const big = (id: string): Annotation => box(id, { attributes: { noise: noise(20_000) } })
  const more = ['second', 'third', 'fourth', 'fifth', 'sixth'].map(big)
  store.commit(image, 'add-rect', adding(big('first')))
  const before = { objects: store.annotations(image), row: store.image(image), history: store.history(image) }
  // Room for some of the objects, but not for all and the history.
  leaveRoom(12)
  const { kind, params } = await problemOf(() => store.commit(image, 'add-rect', adding(...more)))
  expect(kind).toBe('disk-full')
  expect(params['file']).toBe(join(root, '.maskwright', 'project.db'))
  const after = { objects: store.annotations(image), row: store.image(image), history: store.history(image) }
  expect(after).toEqual(before)
  // The same call succeeds once there is room.
  leaveRoom(1_000_000)
  store.commit(image, 'add-rect', adding(...more))
  expect(store.annotations(image)).toHaveLength(6)
})

/** Text that does not compress. */
function noise(length: number): string {
  return Array.from({ length }, () => String.fromCharCode(33 + Math.floor(Math.random() * 90))).join('')
}

test('an edit that another process blocks is refused as not saved', async () => {
  const { root, open } = await workplace()
  const { store } = await open({ tune: (db) => db.exec('PRAGMA busy_timeout = 50') })
  const image = idOf(store, 'a.jpg')
  const other = new DatabaseSync(join(root, '.maskwright', 'project.db'))
  onTestFinished(() => other.close())
  other.exec('BEGIN IMMEDIATE')
  expect((await problemOf(() => store.commit(image, 'add-rect', adding(box('one'))))).kind).toBe(
    'save-failed'
  )
  expect(store.annotations(image)).toEqual([])
  other.exec('ROLLBACK')
  store.commit(image, 'add-rect', adding(box('one')))
  expect(store.annotations(image)).toEqual([box('one')])
})

test('an edit that changes nothing leaves no step', async () => {
  const { open } = await workplace()
  const { store } = await open()
  const image = idOf(store, 'a.jpg')
  expect(store.commit(image, 'move', adding())).toEqual({ undo: null, redo: null })
})

interface Model {
  states: ReadonlyMap<string, Annotation>[]
  at: number
}

const names = ['one', 'two', 'three', 'four'] as const
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      image: fc.nat(1),
      changes: fc.array(
        fc.record({
          name: fc.constantFrom(...names),
          order: fc.integer({ min: 0, max: 50 }),
          remove: fc.boolean()
        }),
        { minLength: 1, maxLength: 4 }
      )
    })
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('undo' as const, 'redo' as const), image: fc.nat(1) })
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen' as const) }) }
)

test('random edits, undos, redos and restarts follow a simple model', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { open } = await workplace()
      let { store } = await open()
      const images = [idOf(store, 'a.jpg'), idOf(store, 'b.jpg')] as const
      const models: [Model, Model] = [
        { states: [new Map()], at: 0 },
        { states: [new Map()], at: 0 }
      ]
      for (const next of steps) {
        if (next.kind === 'reopen') {
          await store.close()
          store = (await open()).store
        } else {
          const which = next.image === 0 ? 0 : 1
          const model = models[which]
          const image = images[which]
          const current = model.states[model.at] ?? new Map<string, Annotation>()
          if (next.kind === 'edit') {
            const diff = {
              added: {} as Record<string, Annotation>,
              updated: {} as Record<string, [Annotation, Annotation]>,
              removed: {} as Record<string, Annotation>
            }
            for (const { name, order, remove } of new Map(
              next.changes.map((change) => [change.name, change])
            ).values()) {
              const record = box(name, { order })
              const old = current.get(record.id)
              if (old === undefined) diff.added[record.id] = record
              else if (remove) diff.removed[record.id] = old
              else diff.updated[record.id] = [old, record]
            }
            store.commit(image, 'move', diff)
            model.states = [...model.states.slice(0, model.at + 1), applyDiff(current, diff)]
            model.at++
          } else if (next.kind === 'undo') {
            const result = await store.undo(image)
            expect(result === null).toBe(model.at === 0)
            if (result !== null) model.at--
            if (result !== null) expect(applyDiff(current, result.diff)).toEqual(model.states[model.at])
          } else {
            const result = await store.redo(image)
            expect(result === null).toBe(model.at === model.states.length - 1)
            if (result !== null) model.at++
          }
        }
        models.forEach((model, i) => {
          const image = images[i === 0 ? 0 : 1]
          const stored = new Map(
            store.annotations(image).map((annotation) => [annotation.id as string, annotation])
          )
          expect(stored).toEqual(model.states[model.at])
          expect(store.image(image)?.objects).toBe(stored.size)
          expect(store.history(image)).toEqual({
            undo: model.at > 0 ? 'move' : null,
            redo: model.at < model.states.length - 1 ? 'move' : null
          })
        })
      }
      await store.close()
    }),
    { numRuns: 40 }
  )
}, 120_000)

test('nothing in the journal is ever deleted', async () => {
  const { root, open } = await workplace()
  const { store } = await open()
  const image = idOf(store, 'a.jpg')
  store.commit(image, 'add-rect', adding(box('one')))
  store.commit(
    image,
    'add-mask',
    adding(box('two', { rawMask: mask(300, 300), attributes: { note: 'long '.repeat(300) } }))
  )
  await store.undo(image)
  await store.undo(image)
  store.commit(image, 'brush', adding(box('three')))
  expect(store.history(image)).toEqual({ undo: 'brush', redo: null })
  await store.close()
  const db = new DatabaseSync(join(root, '.maskwright', 'project.db'))
  onTestFinished(() => db.close())
  expect(db.prepare('SELECT name, state, typeof(diff) AS kind FROM journal ORDER BY seq').all()).toEqual([
    { name: 'add-rect', state: 'abandoned', kind: 'text' },
    { name: 'add-mask', state: 'abandoned', kind: 'blob' },
    { name: 'brush', state: 'done', kind: 'text' }
  ])
})

test('an object that cannot be understood is told, left out, and kept in the file', async () => {
  const { root, open } = await workplace()
  const { store } = await open()
  const image = idOf(store, 'a.jpg')
  store.commit(image, 'add-rect', adding(box('one'), box('two')))
  await store.close()
  const db = new DatabaseSync(join(root, '.maskwright', 'project.db'))
  db.exec(`UPDATE annotations SET data = '{"id": 3}' WHERE id = 'one-----'`)
  db.close()
  const told: string[] = []
  const { store: again } = await open({ report: ({ message }) => told.push(message) })
  expect(again.annotations(image)).toEqual([box('two')])
  expect(told).toHaveLength(1)
  expect(told[0]).toContain('one-----')
  expect(again.image(image)?.objects).toBe(2)
})

test('ids that are names of an object’s own machinery do no harm', async () => {
  const { open } = await workplace()
  const { store } = await open()
  const image = idOf(store, 'a.jpg')
  const id = annotationIdSchema.parse('constructor')
  store.commit(image, 'add-rect', adding(box('x', { id })))
  expect(store.annotations(image).map((annotation) => annotation.id)).toEqual([id])
  expect((await store.undo(image))?.history.redo).toBe('add-rect')
})
