import { describe, expect, it } from 'vitest'
import { ProblemError } from '@shared/schema/problem'
import { dog, otherImage, rect, testImage, TestEditor, testObject } from '../testing/testEditor'

const box = testObject('box', rect(10, 10, 20, 20))
const other = testObject('other', rect(60, 40, 10, 10), { order: 2 })
const full = new ProblemError('disk-full', 'The disk is full', { file: 'project.db' })

const draw = (driver: TestEditor, x: number): TestEditor =>
  driver.tool('rectangle').drag([
    [x, 50],
    [x + 5, 55]
  ])

describe('saving', () => {
  it('shows an edit at once, and says that it is not saved yet', async () => {
    const driver = draw(new TestEditor(), 10)
    expect(driver.objects).toHaveLength(1)
    expect(driver.state.saves).toEqual({ pending: 1, failed: null })
    expect(driver.state.history).toEqual({ undo: 'add-rect', redo: null })
    await driver.settle()
    expect(driver.state.saves).toEqual({ pending: 0, failed: null })
  })

  it('keeps edits that cannot be saved on screen and in order, and saves them when asked again', async () => {
    const driver = draw(new TestEditor(), 10)
    await driver.settle()
    driver.store.failing = full
    draw(draw(driver, 20), 30)
    await driver.settle()
    expect(driver.objects).toHaveLength(3)
    expect(driver.state.saves).toMatchObject({ pending: 2, failed: { kind: 'disk-full' } })
    draw(driver, 40)
    await driver.settle()
    expect(driver.state.saves.pending).toBe(3)

    driver.store.failing = null
    driver.editor.retrySaves()
    await driver.settle()
    expect(driver.state.saves).toEqual({ pending: 0, failed: null })
    expect([...driver.store.annotations(testImage.id).values()]).toEqual(driver.objects)
  })

  it('tries again before it undoes, and undoes nothing while it cannot save', async () => {
    const driver = new TestEditor()
    driver.store.failing = full
    draw(driver, 10)
    await driver.settle()
    await driver.undo()
    expect(driver.objects).toHaveLength(1)
    expect(driver.state.saves).toMatchObject({ pending: 1, failed: { kind: 'disk-full' } })
    driver.store.failing = null
    await driver.undo()
    expect(driver.objects).toHaveLength(0)
    expect(driver.state.history).toEqual({ undo: null, redo: 'add-rect' })
  })

  it('keeps the edits of an image that was left, and shows them when it is opened again', async () => {
    const driver = new TestEditor([box])
    driver.store.failing = full
    draw(driver, 10)
    await driver.settle()
    driver.open(otherImage)
    expect(driver.objects).toHaveLength(0)
    expect(driver.state.saves).toMatchObject({ pending: 1, failed: { kind: 'disk-full' } })
    driver.open(testImage)
    expect(driver.objects).toHaveLength(2)

    driver.open(otherImage)
    draw(driver, 60)
    driver.store.failing = null
    driver.editor.retrySaves()
    await driver.settle()
    expect(driver.store.annotations(testImage.id).size).toBe(2)
    expect(driver.store.annotations(otherImage.id).size).toBe(1)
    expect(driver.state.saves).toEqual({ pending: 0, failed: null })
  })

  it('does not trust an answer that was given before the last edits were saved', async () => {
    const driver = draw(new TestEditor([box]), 10)
    const stale = driver.store.open(testImage.id)
    driver.open(otherImage)
    await driver.settle()
    driver.editor.openImage(stale)
    expect(driver.objects).toHaveLength(2)
  })

  it('takes over what the store says when the shown image is opened again', async () => {
    const driver = new TestEditor([box])
    driver.store.add(testImage, [box, other])
    driver.open(testImage)
    await driver.settle()
    expect(driver.objects).toHaveLength(2)
  })
})

describe('undo and redo', () => {
  it('hold input back until they are done, and then let it go in order', async () => {
    const driver = new TestEditor([box])
    await driver
      .drag([
        [15, 15],
        [35, 15]
      ])
      .settle()
    driver.editor.undo()
    // The object is still where it was moved to; what is done now is meant for where it will be.
    expect(driver.shapes).toEqual([rect(30, 10, 20, 20)])
    driver.drag([
      [15, 15],
      [15, 25]
    ])
    expect(driver.press('2')).toBe(true)
    await driver.settle()
    expect(driver.shapes).toEqual([rect(10, 20, 20, 20)])
    expect(driver.objects[0]?.labelId).toBe(dog)
    expect(driver.store.saved.map(({ name }) => name)).toEqual(['move', 'move', 'change-class'])
    expect([...driver.store.annotations(testImage.id).values()]).toEqual(driver.objects)
  })

  it('may be pressed faster than they are done', async () => {
    const driver = draw(draw(draw(new TestEditor(), 10), 20), 30)
    driver.editor.undo()
    driver.editor.undo()
    driver.editor.undo()
    driver.editor.redo()
    await driver.settle()
    expect(driver.objects).toHaveLength(1)
    expect(driver.state.history).toEqual({ undo: 'add-rect', redo: 'add-rect' })
  })

  it('bail out of the gesture that is under way, and no more', async () => {
    const driver = draw(new TestEditor([box]), 50).tool('select')
    await driver.settle()
    driver.down(15, 15).move(25, 25)
    await driver.undo()
    expect(driver.shapes[0]).toEqual(box.shape)
    expect(driver.objects).toHaveLength(2)
  })

  it('put a deleted object back to its place in the drawing order', async () => {
    const driver = new TestEditor([box, other])
    driver.editor.select([box.id])
    await driver.expectUndoable(() => driver.editor.deleteSelected())
    await driver.undo()
    expect(driver.objects.map(({ id }) => id)).toEqual([box.id, other.id])
  })

  it('report an undo that fails, and go on', async () => {
    const driver = draw(new TestEditor(), 10)
    await driver.settle()
    driver.store.failing = full
    await driver.undo()
    expect(driver.reports.map(({ kind }) => kind)).toEqual(['disk-full'])
    expect(driver.objects).toHaveLength(1)
    driver.store.failing = null
    await driver.undo()
    expect(driver.objects).toHaveLength(0)
  })
})

describe('edits of whole objects', () => {
  it('are one undoable edit for all of them', async () => {
    const driver = new TestEditor([box, other])
    const ids = [box.id, other.id]
    await driver.expectUndoable(() => driver.editor.setLabelOf(ids, dog))
    await driver.expectUndoable(() => driver.editor.setHidden(ids, true))
    await driver.expectUndoable(() => driver.editor.setHidden(ids, false))
    await driver.expectUndoable(() => driver.editor.setLocked(ids, true))
    expect(driver.store.saved.map(({ name }) => name).filter((name, i, all) => name !== all[i - 1])).toEqual([
      'change-class',
      'hide',
      'show',
      'lock'
    ])
  })

  it('record nothing when nothing changes', async () => {
    const driver = new TestEditor([box])
    driver.editor.setLabelOf([box.id], box.labelId)
    driver.editor.setHidden([box.id], false)
    driver.editor.deleteSelected()
    await driver.settle()
    expect(driver.store.saved).toEqual([])
  })

  it('end a gesture first, so that both are whole', async () => {
    const driver = new TestEditor([box])
    driver.down(15, 15).move(25, 25)
    driver.editor.setLabelOf([box.id], dog)
    driver.up(25, 25)
    await driver.settle()
    expect(driver.objects).toEqual([{ ...box, labelId: dog }])
  })
})
