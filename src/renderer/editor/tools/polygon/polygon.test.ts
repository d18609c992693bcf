import { describe, expect, it } from 'vitest'
import { polygon, TestEditor } from '../../testing/testEditor'

const drawing = (): TestEditor => new TestEditor().tool('polygon').click(10, 10).click(50, 10).click(50, 50)

describe('the polygon tool', () => {
  it('closes on the first vertex, as one edit', async () => {
    const driver = new TestEditor().tool('polygon')
    await driver.expectUndoable(() => {
      driver.click(10, 10).expectToBeIn('polygon.drawing').click(50, 10).click(50, 50).move(11, 10)
      expect(driver.state.draft).toMatchObject({ kind: 'polygon', closing: true })
      expect(driver.state.cursor).toBe('pointer')
      driver.click(11, 10).expectToBeIn('polygon.idle')
    })
    expect(driver.shapes).toEqual([polygon([10, 10], [50, 10], [50, 50])])
    expect(driver.state.history.undo).toBe('add-polygon')
  })

  it('closes with Enter or a double click, once it has three vertices', async () => {
    const driver = new TestEditor().tool('polygon').click(10, 10).click(50, 10).key('Enter')
    driver.expectToBeIn('polygon.drawing').click(50, 50).key('Enter').expectToBeIn('polygon.idle')
    driver.click(60, 60).click(80, 60).click(80, 70).click(80, 70).expectToBeIn('polygon.idle')
    await driver.settle()
    expect(driver.shapes).toEqual([
      polygon([10, 10], [50, 10], [50, 50]),
      polygon([60, 60], [80, 60], [80, 70])
    ])
  })

  it('takes vertices back and puts them again', () => {
    const driver = drawing().key('Backspace')
    expect(driver.state.draft).toMatchObject({ points: [{ x: 10 }, { x: 50, y: 10 }] })
    expect(driver.state.steps).toEqual({ undo: true, redo: true })
    driver.editor.redo()
    expect(driver.state.draft).toMatchObject({ points: [{ x: 10 }, { y: 10 }, { y: 50 }] })
    driver.editor.undo()
    driver.editor.undo()
    driver.editor.undo()
    driver.expectToBeIn('polygon.idle')
    expect(driver.state.steps).toEqual({ undo: false, redo: false })
  })

  it('is given up on Escape, and when another tool is chosen', async () => {
    drawing().key('Escape').expectToBeIn('polygon.idle')
    const driver = drawing().tool('select')
    await driver.settle()
    expect(driver.state.draft).toBeNull()
    expect(driver.objects).toEqual([])
  })

  it('keeps its vertices while the image is panned and zoomed', async () => {
    const driver = new TestEditor().tool('polygon').click(10, 10).pan(-10, -10).click(50, 10)
    driver.wheel(30, 30, -100).key(' ').expectToBeIn('hand.idle').key(' ', 'up')
    driver.expectToBeIn('polygon.drawing').click(50, 50).key('Enter')
    await driver.settle()
    const [shape] = driver.shapes
    const points = shape?.kind === 'polygon' ? (shape.parts[0]?.outer ?? []) : []
    expect(points.map(({ x, y }) => [Math.round(x), Math.round(y)])).toEqual([
      [10, 10],
      [50, 10],
      [50, 50]
    ])
  })

  it('makes nothing of a ring without area', async () => {
    const driver = new TestEditor().tool('polygon').click(10, 10).click(30, 10).click(50, 10).key('Enter')
    await driver.settle()
    expect(driver.objects).toEqual([])
  })

  it('edits the vertices of a selected polygon', async () => {
    const driver = drawing().key('Enter')
    const [object] = driver.objects
    if (object) driver.editor.select([object.id])
    await driver.expectUndoable(() =>
      driver.drag([
        [50, 50],
        [60, 70]
      ])
    )
    expect(driver.shapes).toEqual([polygon([10, 10], [50, 10], [60, 70])])
  })
})
