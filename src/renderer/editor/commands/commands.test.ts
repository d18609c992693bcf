import { describe, expect, it } from 'vitest'
import { shapeBounds } from '@shared/geometry/shape'
import { maskArea, maskFromBitmap, maskShape } from '@shared/mask/maskData'
import { emptyBitmap } from '@shared/mask/rle'
import type { Annotation } from '@shared/schema/annotation'
import type { AnnotationId } from '@shared/schema/ids'
import type { Shape } from '@shared/schema/shape'
import { editorActions, type EditorActionId } from '../actions'
import { dog, otherImage, polygon, rect, TestEditor, testImage, testObject } from '../testing/testEditor'

/** A mask of rectangles, each x, y, width, height; later ones are cut out of what was there. */
function mask(...boxes: readonly (readonly [number, number, number, number])[]): Shape {
  const bitmap = emptyBitmap(100, 80)
  for (const [x, y, width, height] of boxes) {
    for (let row = y; row < y + height; row++) {
      for (let at = row * 100 + x; at < row * 100 + x + width; at++)
        bitmap.data[at] = 1 - (bitmap.data[at] ?? 0)
    }
  }
  return maskShape(maskFromBitmap(bitmap))
}
const run = (driver: TestEditor, id: EditorActionId): void => editorActions[id].run(driver.editor)
const enabled = (driver: TestEditor, id: EditorActionId): boolean => editorActions[id].enabled(driver.state)
const select = (driver: TestEditor, ...objects: readonly Annotation[]): TestEditor => {
  driver.editor.select(objects.map(({ id }) => id))
  return driver
}
const ids = (driver: TestEditor): AnnotationId[] => driver.objects.map(({ id }) => id)
const areas = (driver: TestEditor): number[] =>
  driver.shapes.map((shape) => (shape.kind === 'mask' ? maskArea(shape) : -1))

const low = testObject('low', rect(10, 10, 20, 20))
const high = testObject('high', rect(20, 20, 20, 20), { order: 2, labelId: dog })
const top = testObject('top', rect(60, 10, 10, 10), { order: 3 })

describe('merging', () => {
  it('makes one mask, which keeps what the first selected one was', async () => {
    const driver = select(new TestEditor([low, high]), high, low)
    await driver.expectUndoable(() => run(driver, 'object.merge'))
    expect(areas(driver)).toEqual([700])
    expect(driver.objects[0]).toMatchObject({ id: high.id, labelId: dog })
    expect([...driver.state.selection]).toEqual([high.id])
  })

  it('needs two that may be changed', () => {
    const driver = select(new TestEditor([low, { ...high, locked: true }]), low, high)
    expect(enabled(driver, 'object.merge')).toBe(false)
  })

  it('keeps the mask that SAM gave', async () => {
    const shape = mask([0, 0, 5, 5])
    const found = testObject('found', shape, { modelId: 'toy-sam', source: 'point' })
    const driver = select(new TestEditor([found, high]), found, high)
    await driver.expectUndoable(() => run(driver, 'object.merge'))
    expect(driver.objects[0]?.rawMask?.counts).toBe(shape.kind === 'mask' && shape.counts)
  })
})

describe('cutting out', () => {
  it('takes away what visible objects above cover, and nothing from those', async () => {
    const driver = select(new TestEditor([low, high, top]), low, high, top)
    await driver.expectUndoable(() => run(driver, 'object.cutOverlaps'))
    expect(areas(driver)).toEqual([300, -1, -1])
    const hidden = select(new TestEditor([low, { ...high, hidden: true }]), low)
    run(hidden, 'object.cutOverlaps')
    expect(hidden.shapes).toEqual([low.shape, high.shape])
  })
})

describe('pieces and holes', () => {
  const pieces = testObject('pieces', mask([5, 5, 10, 10], [30, 5, 20, 10], [35, 8, 2, 2]))

  it('makes objects of separate pieces; the largest stays what it was', async () => {
    const driver = select(new TestEditor([pieces, high]), pieces)
    await driver.expectUndoable(() => {
      run(driver, 'object.split')
      expect(driver.state.selection.size).toBe(2)
    })
    expect(driver.objects.map(({ labelId }) => labelId)).toEqual([pieces.labelId, dog, pieces.labelId])
    expect(areas(driver)).toEqual([196, -1, 100])
    run(driver, 'object.split')
    expect(driver.objects).toHaveLength(3)
  })

  it('fills holes, and keeps the largest piece', async () => {
    const driver = select(new TestEditor([pieces]), pieces)
    await driver.expectUndoable(() => run(driver, 'object.fillHoles'))
    expect(areas(driver)).toEqual([300])
    await driver.expectUndoable(() => run(driver, 'object.keepLargest'))
    expect(areas(driver)).toEqual([200])
  })
})

describe('kinds of shape', () => {
  it('turn into each other', async () => {
    const driver = select(new TestEditor([low]), low)
    await driver.expectUndoable(() => run(driver, 'object.toMask'))
    expect(areas(driver)).toEqual([400])
    expect(enabled(driver, 'object.toMask')).toBe(false)
    await driver.expectUndoable(() => run(driver, 'object.toPolygon'))
    expect(driver.shapes[0]?.kind).toBe('polygon')
    await driver.expectUndoable(() => run(driver, 'object.toRectangle'))
    expect(driver.shapes).toEqual([low.shape])
  })
})

describe('the drawing order', () => {
  it('goes to the ends', async () => {
    const driver = select(new TestEditor([low, high, top]), low)
    await driver.expectUndoable(() => run(driver, 'object.front'))
    expect(ids(driver)).toEqual([high.id, top.id, low.id])
    select(driver, low, top)
    await driver.expectUndoable(() => run(driver, 'object.back'))
    expect(ids(driver)).toEqual([top.id, low.id, high.id])
  })

  it('goes by steps, which stop at the ends', async () => {
    const driver = select(new TestEditor([low, high, top]), low)
    await driver.expectUndoable(() => run(driver, 'object.forward'))
    expect(ids(driver)).toEqual([high.id, low.id, top.id])
    await driver.expectUndoable(() => run(driver, 'object.backward'))
    expect(ids(driver)).toEqual([low.id, high.id, top.id])
    const saves = driver.store.saved.length
    run(driver, 'object.backward')
    await driver.settle()
    expect(driver.store.saved).toHaveLength(saves)
  })

  it('works where numbers are the same, and leaves locked ones', () => {
    const same = [low, { ...high, order: 1 }, { ...top, order: 1, locked: true }]
    const driver = select(new TestEditor(same), low, top)
    run(driver, 'object.forward')
    expect(ids(driver)).toEqual([high.id, low.id, top.id])
  })
})

describe('copying', () => {
  it('pastes beside the original, each time further', async () => {
    const found = { ...low, score: 0.9, modelId: 'toy-sam', source: 'point', reviewed: true } as const
    const driver = select(new TestEditor([found]), found)
    expect(enabled(driver, 'edit.paste')).toBe(false)
    run(driver, 'edit.copy')
    await driver.expectUndoable(() => run(driver, 'edit.paste'))
    run(driver, 'edit.paste')
    // 16 pixels of the screen are 4 of the image.
    expect(driver.shapes).toEqual([low.shape, rect(14, 14, 20, 20), rect(18, 18, 20, 20)])
    expect(driver.objects[2]).toMatchObject({ source: 'manual', score: null, reviewed: false })
    expect([...driver.state.selection]).toEqual([driver.objects[2]?.id])
  })

  it('goes the other way at the edge of the image', async () => {
    const corner = testObject('corner', rect(80, 60, 20, 20))
    const driver = select(new TestEditor([corner]), corner)
    await driver.expectUndoable(() => run(driver, 'edit.duplicate'))
    expect(driver.shapes[1]).toEqual(rect(76, 56, 20, 20))
  })

  it('goes to the same place of another image, cut off where that is smaller', async () => {
    const wide = testObject('wide', mask([50, 10, 50, 20]))
    const driver = select(new TestEditor([wide, low]), wide, low)
    run(driver, 'edit.copy')
    driver.store.add({ ...otherImage, width: 60, height: 40 })
    driver.open(otherImage)
    await driver.expectUndoable(() => run(driver, 'edit.paste'))
    expect(driver.shapes.map(shapeBounds)).toEqual([
      { x: 50, y: 10, width: 10, height: 20 },
      { x: 10, y: 10, width: 20, height: 20 }
    ])
  })

  it('cuts', async () => {
    const driver = select(new TestEditor([low, high]), low)
    await driver.expectUndoable(() => run(driver, 'edit.cut'))
    expect(ids(driver)).toEqual([high.id])
    run(driver, 'edit.paste')
    expect(driver.shapes).toEqual([high.shape, low.shape])
  })

  it('pastes nothing where nothing would be left', async () => {
    const driver = select(new TestEditor([top]), top)
    run(driver, 'edit.copy')
    driver.store.add({ ...otherImage, width: 30, height: 30 })
    driver.open(otherImage)
    run(driver, 'edit.paste')
    await driver.settle()
    expect(driver.objects).toEqual([])
  })
})

describe('marks', () => {
  it('lock what is selected, and unlock it again', async () => {
    const driver = select(new TestEditor([low, { ...high, locked: true }]), low, high)
    await driver.expectUndoable(() => run(driver, 'object.toggleLocked'))
    expect(driver.objects.every(({ locked }) => locked)).toBe(true)
    expect(driver.state.history.undo).toBe('lock')
    await driver.expectUndoable(() => run(driver, 'object.toggleLocked'))
    expect(driver.state.history.undo).toBe('unlock')
  })

  it('say what was reviewed: what is selected, or all', async () => {
    const driver = select(new TestEditor([low, high]), low)
    await driver.expectUndoable(() => run(driver, 'object.toggleReviewed'))
    expect(driver.objects.map(({ reviewed }) => reviewed)).toEqual([true, false])
    await driver.expectUndoable(() => run(driver, 'object.reviewAll'))
    expect(driver.objects.map(({ reviewed }) => reviewed)).toEqual([true, true])
    await driver.expectUndoable(() => run(driver, 'object.reviewAll'))
    expect(driver.objects.map(({ reviewed }) => reviewed)).toEqual([false, false])
  })
})

describe('the view', () => {
  it('zooms to what is selected, and hides all objects for a look', () => {
    const driver = select(new TestEditor([low, high]), low)
    run(driver, 'view.fitSelection')
    // 20 pixels take up four fifths of the view's 320.
    expect(driver.state.camera?.zoom).toBeCloseTo((320 * 0.8) / 20)
    run(driver, 'view.toggleObjects')
    expect(driver.state.objectsVisible).toBe(false)
    run(driver, 'view.toggleObjects')
    expect(driver.state.objectsVisible).toBe(true)
  })
})

describe('arrow keys', () => {
  it('move what is selected; from the first press to the last release it is one edit', async () => {
    const driver = select(new TestEditor([low]), low)
    await driver.expectUndoable(() => {
      driver.key('ArrowRight').key('ArrowRight').key('ArrowDown').expectToBeIn('select.nudging')
      driver.key('ArrowRight', 'up').expectToBeIn('select.nudging').key('ArrowDown', 'up')
    })
    driver.expectToBeIn('select.idle')
    expect(driver.shapes).toEqual([rect(12, 11, 20, 20)])
  })

  it('stop at the edge of the image, and Escape takes it back', () => {
    const driver = select(new TestEditor([low]), low)
    for (let i = 0; i < 30; i++) driver.key('ArrowLeft')
    expect(driver.shapes).toEqual([rect(0, 10, 20, 20)])
    driver.key('Escape').expectToBeIn('select.idle')
    expect(driver.shapes).toEqual([low.shape])
  })

  it('keep what they moved when something else begins', async () => {
    const driver = select(new TestEditor([low]), low)
    await driver.expectUndoable(() => driver.key('ArrowUp').open(testImage))
    expect(driver.shapes).toEqual([rect(10, 9, 20, 20)])
    driver.key('ArrowUp').key('Backspace')
    expect(driver.objects).toEqual([])
  })

  it('mean nothing without a selection, nor to the brush', () => {
    expect(new TestEditor([low]).press('ArrowUp')).toBe(false)
    expect(
      select(new TestEditor([low]), low)
        .tool('brush')
        .press('ArrowUp')
    ).toBe(false)
    const triangle = testObject('triangle', polygon([1, 1], [9, 1], [5, 8]))
    expect(
      select(new TestEditor([triangle]), triangle)
        .tool('polygon')
        .press('ArrowDown')
    ).toBe(true)
  })
})
