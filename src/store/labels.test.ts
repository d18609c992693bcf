import { expect, test } from 'vitest'
import type { LabelsDiff } from '@shared/schema/diff'
import { labelSchema, type Label } from '@shared/schema/label'
import { idOf, problemOf, workplace } from './testing/fixtures'
import { adding, box, byId, removing } from './testing/records'

const label = (id: number, name: string, color = '#3b82f6'): Label => labelSchema.parse({ id, name, color })
const add = (...labels: Label[]): LabelsDiff => ({ added: byId(...labels), updated: {}, removed: {} })
const rename = (from: Label, to: Label): LabelsDiff => ({
  added: {},
  updated: { [from.id]: [from, to] },
  removed: {}
})
const object = label(1, 'object', '#e6423c')

test('classes are added, renamed and coloured, and every step can be undone, also after a restart', async () => {
  const { open } = await workplace()
  const { store } = await open()
  expect(store.nextLabelId()).toBe(2)
  expect(store.commitLabels('label-add', add(label(2, 'cat')))).toEqual({
    labels: [object, label(2, 'cat')],
    history: { undo: 'label-add', redo: null }
  })
  store.commitLabels('label-rename', rename(label(2, 'cat'), label(2, 'dog')))
  store.commitLabels('label-recolor', rename(label(2, 'dog'), label(2, 'dog', '#000000')))
  store.undoLabels()
  await store.close()
  const { store: again } = await open()
  expect(again.labels()).toEqual([object, label(2, 'dog')])
  expect(again.labelsState().history).toEqual({ undo: 'label-rename', redo: 'label-recolor' })
  again.undoLabels()
  again.undoLabels()
  expect(again.undoLabels()).toEqual({ labels: [object], history: { undo: null, redo: 'label-add' } })
  again.redoLabels()
  again.redoLabels()
  expect(again.redoLabels().labels).toEqual([object, label(2, 'dog', '#000000')])
  expect(again.redoLabels().history).toEqual({ undo: 'label-recolor', redo: null })
})

test('a name is given once, in whatever case', async () => {
  const { open } = await workplace()
  const { store } = await open({ firstLabel: 'Объект' })
  store.commitLabels('label-add', add(label(2, 'Straße')))
  for (const name of ['объект', ' ОБЪЕКТ ', 'straße']) {
    expect((await problemOf(() => store.commitLabels('label-add', add(label(3, name))))).kind).toBe(
      'label-duplicate'
    )
  }
  const clash = rename(label(2, 'Straße'), label(2, 'объект'))
  expect((await problemOf(() => store.commitLabels('label-rename', clash))).kind).toBe('label-duplicate')
  expect(store.labels()).toHaveLength(2)
  // Two classes may change names with each other in one step, and a class may change its case.
  store.commitLabels('label-rename', {
    added: {},
    updated: {
      '1': [label(1, 'Объект'), label(1, 'straße', '#e6423c')],
      '2': [label(2, 'Straße'), label(2, 'объект')]
    },
    removed: {}
  })
  expect(store.labels().map(({ name }) => name)).toEqual(['straße', 'объект'])
})

test('a class that is in use is not taken back', async () => {
  const { open } = await workplace()
  const { store } = await open()
  const image = idOf(store, 'a.jpg')
  const cat = label(2, 'cat')
  store.commitLabels('label-add', add(cat))
  const tom = box('tom', { labelId: cat.id })
  store.commit(image, 'add-rect', adding(tom))
  expect(await problemOf(() => store.undoLabels())).toMatchObject({
    kind: 'label-in-use',
    params: { name: 'cat', count: 1 }
  })
  // Undo or redo could bring the object back.
  store.commit(image, 'delete', removing(tom))
  expect((await problemOf(() => store.undoLabels())).params).toMatchObject({ count: 0 })
  await store.undo(image)
  await store.undo(image)
  expect((await problemOf(() => store.undoLabels())).kind).toBe('label-in-use')
  expect(store.labels()).toHaveLength(2)
  // Once the object is out of every history that can be walked, the class may go.
  store.commit(image, 'add-rect', adding(box('other')))
  expect(store.undoLabels().labels).toEqual([object])
  expect((await problemOf(() => store.commit(image, 'add-rect', adding(tom)))).kind).toBe('bad-input')
})

test('numbers are given once; one that was taken back is free again', async () => {
  const { open } = await workplace()
  const { store } = await open()
  store.commitLabels('label-add', add(label(2, 'cat'), label(3, 'dog')))
  store.commitLabels('label-add', { added: {}, updated: {}, removed: byId(label(3, 'dog')) })
  // Undo could bring number 3 back.
  expect(store.nextLabelId()).toBe(4)
  expect((await problemOf(() => store.commitLabels('label-add', add(label(3, 'bird'))))).kind).toBe(
    'bad-input'
  )
  store.undoLabels()
  expect(store.labels().map(({ id }) => id)).toEqual([1, 2, 3])
  store.undoLabels()
  expect(store.nextLabelId()).toBe(2)
  store.commitLabels('label-add', add(label(2, 'bird')))
  expect(store.labels()).toEqual([object, label(2, 'bird')])
})

test('what does not fit is refused, and nothing is changed', async () => {
  const { open } = await workplace()
  const { store } = await open()
  const wrong: LabelsDiff[] = [
    add(label(1, 'again')),
    rename(label(5, 'none'), label(5, 'some')),
    { added: {}, updated: {}, removed: byId(label(5, 'none')) },
    { added: { '7': label(8, 'misfiled') }, updated: {}, removed: {} },
    { added: { '2': { ...label(2, 'x'), name: '  ' } }, updated: {}, removed: {} },
    { added: { '2': { ...label(2, 'x'), color: 'red' } }, updated: {}, removed: {} }
  ]
  for (const diff of wrong) {
    expect((await problemOf(() => store.commitLabels('label-add', diff))).kind).toBe('bad-input')
  }
  expect(store.labelsState()).toEqual({ labels: [object], history: { undo: null, redo: null } })
})
