import { describe, expect, it } from 'vitest'
import { cat, dog, rect, TestEditor } from '../../testing/testEditor'

describe('the rectangle tool', () => {
  it('draws a rectangle in any direction, as one edit', async () => {
    const driver = new TestEditor().tool('rectangle')
    await driver.expectUndoable(() => {
      driver.down(40, 30).move(20, 20).expectToBeIn('rectangle.dragging')
      expect(driver.state.draft).toEqual({ kind: 'rect', rect: rect(20, 20, 20, 10) })
      driver.move(10, 10).up(10, 10).expectToBeIn('rectangle.idle')
    })
    expect(driver.objects[0]).toMatchObject({
      shape: rect(10, 10, 30, 20),
      labelId: cat,
      source: 'manual',
      modelId: null
    })
    expect(driver.state.draft).toBeNull()
  })

  it('stays inside the image, and makes a square with Shift', async () => {
    const driver = new TestEditor().tool('rectangle')
    driver.drag([
      [-20, 60],
      [50, 200]
    ])
    driver.drag(
      [
        [10, 10],
        [20, 15]
      ],
      { shift: true }
    )
    await driver.settle()
    expect(driver.shapes).toEqual([rect(0, 60, 50, 20), rect(10, 10, 10, 10)])
  })

  it('makes nothing of a click, of Escape, or outside of the image', async () => {
    const driver = new TestEditor().tool('rectangle').click(10, 10)
    driver.down(10, 10).move(50, 50).key('Escape').up(50, 50)
    driver.drag([
      [110, 90],
      [150, 150]
    ])
    await driver.settle()
    expect(driver.objects).toEqual([])
    expect(driver.store.saved).toEqual([])
  })

  it('lays new objects on top, in the current class', async () => {
    const driver = new TestEditor().tool('rectangle')
    driver.drag([
      [10, 10],
      [20, 20]
    ])
    driver.key('2').drag([
      [30, 30],
      [40, 40]
    ])
    await driver.settle()
    expect(driver.objects.map(({ labelId, order }) => [labelId, order])).toEqual([
      [cat, 1],
      [dog, 2]
    ])
  })

  it('resizes a selected rectangle by its handles', async () => {
    const driver = new TestEditor().tool('rectangle')
    driver.drag([
      [10, 10],
      [20, 20]
    ])
    const [object] = driver.objects
    if (object) driver.editor.select([object.id])
    await driver.expectUndoable(() =>
      driver.drag([
        [20, 20],
        [50, 60]
      ])
    )
    expect(driver.shapes).toEqual([rect(10, 10, 40, 50)])
  })
})
