import { describe, expect, it } from 'vitest'
import { maskArea, maskContains, maskFromBitmap, maskShape } from '@shared/mask/maskData'
import { emptyBitmap } from '@shared/mask/rle'
import type { Annotation } from '@shared/schema/annotation'
import { polygon, rect, TestEditor, testObject } from '../../testing/testEditor'

function maskObject(fields: Partial<Annotation> = {}): Annotation {
  const bitmap = emptyBitmap(100, 80)
  for (let y = 20; y < 40; y++) bitmap.data.fill(1, y * 100 + 20, y * 100 + 40)
  return testObject('mask', maskShape(maskFromBitmap(bitmap)), fields)
}

const maskOf = (driver: TestEditor) => {
  const [shape] = driver.shapes
  if (shape?.kind !== 'mask') throw new Error('There is no mask')
  return shape
}

describe('the brush', () => {
  it('paints on the selected mask, one stroke one edit', async () => {
    const driver = new TestEditor([maskObject()]).click(30, 30).tool('brush')
    driver.editor.look.setBrushRadius(2)
    await driver.expectUndoable(() => {
      driver.down(38, 30).expectToBeIn('brush.painting').move(50, 30)
      expect(driver.state.draft).toMatchObject({ kind: 'stroke', mode: 'brush', target: 'object-mask' })
      driver.up(50, 30).expectToBeIn('brush.idle')
    })
    const mask = maskOf(driver)
    expect(maskContains(mask, 45, 30)).toBe(true)
    expect(maskContains(mask, 45, 34)).toBe(false)
    expect(maskContains(mask, 25, 25)).toBe(true)
    expect(driver.state.history.undo).toBe('brush')
    expect(driver.objects[0]?.rawMask).toBeNull()
  })

  it('keeps what the model had outlined, once', async () => {
    const object = maskObject({ source: 'point', modelId: 'toy-sam', score: 0.9 })
    const { shape } = object
    const driver = new TestEditor([object]).click(30, 30).tool('brush')
    await driver.expectUndoable(() => driver.click(50, 30))
    const raw = driver.objects[0]?.rawMask
    expect(raw?.counts).toBe(shape.kind === 'mask' && shape.counts)
    await driver.expectUndoable(() => driver.click(50, 50))
    expect(driver.objects[0]?.rawMask).toEqual(raw)
  })

  it.each([
    ['rectangle', rect(20, 20, 20, 20)],
    ['polygon', polygon([20, 20], [40, 20], [40, 40], [20, 40])]
  ])('makes a mask of a %s with the first stroke', async (_kind, shape) => {
    const driver = new TestEditor([testObject('shape', shape)]).click(30, 30).tool('brush')
    driver.editor.look.setBrushRadius(1)
    await driver.expectUndoable(() => driver.click(60.5, 60.5))
    expect(maskArea(maskOf(driver))).toBe(400 + 5)
  })

  it('begins a new object without a selection, and goes on with it', async () => {
    const driver = new TestEditor().tool('brush')
    await driver.expectUndoable(() =>
      driver.drag([
        [20, 20],
        [40, 20]
      ])
    )
    expect(driver.objects[0]).toMatchObject({ source: 'manual', shape: { kind: 'mask' } })
    expect(driver.state.history.undo).toBe('add-mask')
    const [object] = driver.objects
    if (object) driver.editor.select([object.id])
    await driver.click(60, 60).settle()
    expect(driver.objects).toHaveLength(1)
    expect(maskContains(maskOf(driver), 60, 60)).toBe(true)
  })

  it('selects the object that it began', async () => {
    const driver = new TestEditor().tool('brush').click(20, 20)
    await driver.settle()
    expect([...driver.state.selection]).toEqual(driver.objects.map(({ id }) => id))
  })

  it('gives the stroke up on Escape, and does not paint on locked objects', async () => {
    const driver = new TestEditor([maskObject()]).click(30, 30).tool('brush')
    driver.down(50, 50).move(60, 60).key('Escape').up(60, 60).expectToBeIn('brush.idle')
    expect(driver.state.draft).toBeNull()
    driver.editor.setLocked(driver.state.selection, true)
    driver.click(50, 50)
    await driver.settle()
    expect(driver.store.saved.map(({ name }) => name)).toEqual(['lock'])
  })

  it('does not paint on several objects at once, and the pointer says so', async () => {
    const other = testObject('box', rect(60, 50, 20, 20))
    const driver = new TestEditor([maskObject(), other]).tool('brush').move(30, 30)
    expect(driver.state.cursor).toBe('none')
    driver.editor.select(driver.objects.map(({ id }) => id))
    driver.move(31, 30)
    expect(driver.state.cursor).toBe('not-allowed')
    driver.click(31, 30)
    await driver.settle()
    expect(driver.store.saved).toEqual([])
    driver.key('Escape').move(30, 30)
    expect(driver.state.cursor).toBe('none')
  })

  it('records nothing for a stroke that changes no pixel', async () => {
    const driver = new TestEditor([testObject('box', rect(20, 20, 20, 20))]).click(30, 30).tool('brush')
    driver.editor.look.setBrushRadius(2)
    driver.click(30, 30)
    await driver.settle()
    expect(driver.store.saved).toEqual([])
  })
})

describe('the eraser', () => {
  it('erases, and takes the object away with its last pixel', async () => {
    const driver = new TestEditor([maskObject()]).click(30, 30).tool('eraser')
    driver.editor.look.setBrushRadius(5)
    await driver.expectUndoable(() => driver.click(20, 20))
    expect(driver.state.history.undo).toBe('erase')
    expect(maskContains(maskOf(driver), 21, 21)).toBe(false)
    driver.editor.look.setBrushRadius(40)
    await driver.expectUndoable(() => driver.click(30, 30))
    expect(driver.objects).toEqual([])
    expect(driver.state.history.undo).toBe('delete')
  })

  it('takes the object under it when none is selected', async () => {
    const driver = new TestEditor([maskObject()]).tool('eraser')
    driver.editor.look.setBrushRadius(3)
    driver.click(60, 60)
    expect(driver.state.selection.size).toBe(0)
    await driver.expectUndoable(() => driver.click(30, 30))
    expect(maskContains(maskOf(driver), 30, 30)).toBe(false)
  })
})

describe('Alt', () => {
  it('turns the brush into the eraser and back', async () => {
    const driver = new TestEditor([maskObject()]).click(30, 30).tool('brush')
    driver.key('Alt')
    expect(driver.state.brushMode).toBe('eraser')
    driver.key('Alt', 'up')
    expect(driver.state.brushMode).toBe('brush')
    await driver.expectUndoable(() => driver.click(30, 30, { alt: true }))
    expect(driver.state.history.undo).toBe('erase')
    driver.tool('eraser').key('Alt')
    expect(driver.state.brushMode).toBe('brush')
  })
})
