import { describe, expect, it } from 'vitest'
import { editorActions, type EditorActionId } from './actions'
import { dog, rect, TestEditor, testObject } from './testing/testEditor'

const box = testObject('box', rect(10, 10, 20, 20))
const other = testObject('other', rect(60, 40, 10, 10), { order: 2 })

const run = (driver: TestEditor, id: EditorActionId): void => editorActions[id].run(driver.editor)
const enabled = (driver: TestEditor, id: EditorActionId): boolean => editorActions[id].enabled(driver.state)

describe('actions', () => {
  it('go through the objects, round and round', () => {
    const driver = new TestEditor([
      box,
      { ...other, hidden: true },
      testObject('top', box.shape, { order: 3 })
    ])
    const names = (
      ['edit.nextObject', 'edit.nextObject', 'edit.nextObject', 'edit.previousObject'] as const
    ).map((id) => {
      run(driver, id)
      return [...driver.state.selection][0]
    })
    expect(names).toEqual([box.id, 'object-top', box.id, 'object-top'])
  })

  it('select all that is visible, and none', () => {
    const driver = new TestEditor([box, other])
    run(driver, 'edit.selectAll')
    expect(driver.state.selection.size).toBe(2)
    run(driver, 'edit.selectNone')
    expect(driver.state.selection.size).toBe(0)
    expect(enabled(driver, 'edit.selectNone')).toBe(false)
  })

  it('select all of the classes that are selected', () => {
    const twin = testObject('twin', box.shape, { order: 3 })
    const driver = new TestEditor([box, { ...other, labelId: dog }, twin])
    driver.editor.select([twin.id])
    run(driver, 'edit.selectSameClass')
    expect([...driver.state.selection]).toEqual([box.id, twin.id])
  })

  it('hide what is selected, and show it again', async () => {
    const driver = new TestEditor([box, { ...other, hidden: true }])
    driver.editor.select([box.id, other.id])
    await driver.expectUndoable(() => run(driver, 'object.toggleHidden'))
    expect(driver.objects.every(({ hidden }) => hidden)).toBe(true)
    await driver.expectUndoable(() => run(driver, 'object.toggleHidden'))
    expect(driver.objects.some(({ hidden }) => hidden)).toBe(false)
  })

  it('say whether there is something to undo', async () => {
    const driver = new TestEditor([box])
    expect(enabled(driver, 'edit.undo')).toBe(false)
    driver.tool('polygon').click(10, 10)
    expect(enabled(driver, 'edit.undo')).toBe(true)
    run(driver, 'edit.undo')
    expect(enabled(driver, 'edit.undo')).toBe(false)
    driver.editor.setLabelOf([box.id], dog)
    await driver.settle()
    expect(enabled(driver, 'edit.undo')).toBe(true)
    run(driver, 'edit.undo')
    await driver.settle()
    expect([enabled(driver, 'edit.undo'), enabled(driver, 'edit.redo')]).toEqual([false, true])
  })

  it('choose tools and the size of the brush', () => {
    const driver = new TestEditor()
    run(driver, 'tool.eraser')
    driver.expectToBeIn('eraser.idle')
    run(driver, 'tool.brushLarger')
    expect(driver.state.brushRadius).toBe(15)
    for (let i = 0; i < 50; i++) run(driver, 'tool.brushSmaller')
    expect(driver.state.brushRadius).toBe(0.5)
  })
})

describe('keys', () => {
  it('choose the class with digits, and give it to what is selected', async () => {
    const driver = new TestEditor([box, other])
    expect(driver.press('2')).toBe(true)
    expect(driver.state.currentLabel).toBe(dog)
    expect(driver.press('9')).toBe(false)
    driver.editor.select([box.id, other.id])
    await driver.expectUndoable(() => driver.key('2'))
    expect(driver.objects.map(({ labelId }) => labelId)).toEqual([dog, dog])
  })

  it('leave to the shortcuts what means nothing here', () => {
    const driver = new TestEditor([box])
    expect(driver.press('Enter')).toBe(false)
    expect(driver.press('Backspace')).toBe(false)
    expect(driver.press('Escape')).toBe(false)
    expect(driver.press('v')).toBe(false)
    expect(driver.press('0')).toBe(false)
    driver.click(15, 15)
    expect(driver.press('Escape')).toBe(true)
  })
})

describe('classes', () => {
  it('keep the current one while it exists', () => {
    const driver = new TestEditor()
    driver.editor.setCurrentLabel(dog)
    const [cat, ...rest] = driver.state.labels
    driver.editor.setLabels(rest)
    expect(driver.state.currentLabel).toBe(dog)
    if (cat) driver.editor.setLabels([cat])
    expect(driver.state.currentLabel).toBe(cat?.id)
    driver.editor.setLabels([])
    expect(driver.state.currentLabel).toBeNull()
  })
})
