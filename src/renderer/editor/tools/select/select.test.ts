import { describe, expect, it } from 'vitest'
import { maskFromBitmap, maskShape } from '@shared/mask/maskData'
import { emptyBitmap } from '@shared/mask/rle'
import { polygon, rect, TestEditor, testObject } from '../../testing/testEditor'

const box = testObject('box', rect(10, 10, 20, 20))
const inner = testObject('inner', rect(15, 15, 5, 5), { order: 0.5 })
const other = testObject('other', rect(60, 40, 10, 10), { order: 2 })

describe('selecting', () => {
  it('selects the object under the pointer, and nothing where none is', () => {
    const driver = new TestEditor([box, other])
    driver.down(12, 12).expectToBeIn('select.pointing').up(12, 12).expectToBeIn('select.idle')
    expect([...driver.state.selection]).toEqual([box.id])
    driver.click(50, 20)
    expect(driver.state.selection.size).toBe(0)
  })

  it('reaches an object inside another, whatever lies on top', () => {
    const driver = new TestEditor([box, inner])
    driver.click(17, 17)
    expect([...driver.state.selection]).toEqual([inner.id])
  })

  it('goes to what lies below with Alt, and round', () => {
    const driver = new TestEditor([box, inner])
    const selected: unknown[] = []
    for (let i = 0; i < 3; i++) {
      driver.click(17, 17, { alt: true })
      selected.push(...driver.state.selection)
    }
    expect(selected).toEqual([inner.id, box.id, inner.id])
    driver.click(50, 20, { alt: true })
    expect(driver.state.selection.size).toBe(0)
  })

  it('selects with the right button what its menu is about', () => {
    const driver = new TestEditor([box, inner, other]).click(12, 12)
    driver.click(17, 17, { button: 'right' })
    expect([...driver.state.selection]).toEqual([box.id])
    driver.click(65, 45, { button: 'right' })
    expect([...driver.state.selection]).toEqual([other.id])
    driver.click(50, 20, { button: 'right' }).expectToBeIn('select.idle')
    expect(driver.state.selection.size).toBe(0)
  })

  it('adds and takes away with Shift', () => {
    const driver = new TestEditor([box, other])
    driver.click(12, 12).click(65, 45, { shift: true })
    expect([...driver.state.selection]).toEqual([box.id, other.id])
    driver.click(12, 12, { shift: true })
    expect([...driver.state.selection]).toEqual([other.id])
  })

  it('selects what a box drawn on empty ground holds, and Escape restores', () => {
    const driver = new TestEditor([box, other]).click(65, 45)
    driver.down(5, 5).move(35, 35).expectToBeIn('select.marquee')
    expect(driver.state.draft?.kind).toBe('marquee')
    expect([...driver.state.selection]).toEqual([box.id])
    driver.key('Escape').expectToBeIn('select.idle')
    expect([...driver.state.selection]).toEqual([other.id])
    driver.up(35, 35).drag([
      [5, 5],
      [90, 70]
    ])
    expect(driver.state.selection.size).toBe(2)
    expect(driver.state.draft).toBeNull()
  })

  it('hovers, and passes over hidden objects', () => {
    const driver = new TestEditor([box, { ...other, hidden: true }])
    expect(driver.move(12, 12).pointing.hovered).toBe(box.id)
    expect(driver.state.cursor).toBe('move')
    expect(driver.move(65, 45).pointing.hovered).toBeNull()
    driver.editor.look.setObjectsVisible(false)
    expect(driver.move(12, 12).pointing.hovered).toBeNull()
  })

  it('tells nobody who listens to the state that the pointer moved', () => {
    const driver = new TestEditor([box]).move(50, 50)
    let told = 0
    driver.editor.store.subscribe(() => told++)
    driver.move(60, 60).move(70, 60)
    expect(driver.pointing.pointer).toEqual({ x: 280, y: 240 })
    expect(told).toBe(0)
  })

  it('deletes the selected objects but not locked ones', async () => {
    const driver = new TestEditor([box, { ...other, locked: true }])
    driver.editor.select([box.id, other.id])
    await driver.expectUndoable(() => driver.editor.deleteSelected())
    expect(driver.objects.map(({ id }) => id)).toEqual([other.id])
    expect([...driver.state.selection]).toEqual([other.id])
  })

  it('deletes with Backspace', async () => {
    const driver = new TestEditor([box]).click(12, 12)
    await driver.expectUndoable(() => driver.key('Backspace'))
    expect(driver.objects).toEqual([])
  })
})

describe('moving', () => {
  it('moves by what the pointer moved, as one edit', async () => {
    const driver = new TestEditor([box, other])
    await driver.expectUndoable(() => {
      driver.down(12, 12).move(14, 13).expectToBeIn('select.translating').move(22.5, 17)
      driver.up(22.5, 17).expectToBeIn('select.idle')
    })
    expect(driver.shapes[0]).toEqual(rect(20.5, 15, 20, 20))
    expect(driver.state.history.undo).toBe('move')
  })

  it('keeps the selection inside the image', async () => {
    const driver = new TestEditor([box, other])
    driver.editor.select([box.id, other.id])
    await driver.expectUndoable(() =>
      driver.drag([
        [12, 12],
        [90, 12]
      ])
    )
    expect(driver.shapes).toEqual([rect(40, 10, 20, 20), rect(90, 40, 10, 10)])
  })

  it('gives the mark back on Escape, and records nothing', async () => {
    const driver = new TestEditor([box])
    driver.down(12, 12).move(30, 30)
    expect(driver.shapes[0]).not.toEqual(box.shape)
    driver.key('Escape').up(30, 30)
    await driver.settle()
    expect(driver.objects).toEqual([box])
    expect(driver.store.saved).toEqual([])
  })

  it('records nothing for a click, or a drag back to the start', async () => {
    const driver = new TestEditor([box]).click(12, 12)
    driver.drag([
      [12, 12],
      [20, 20],
      [12, 12]
    ])
    await driver.settle()
    expect(driver.store.saved).toEqual([])
  })

  it('moves masks by whole pixels', async () => {
    const bitmap = emptyBitmap(100, 80)
    bitmap.data.fill(1, 30 * 100 + 20, 30 * 100 + 40)
    bitmap.data.fill(1, 31 * 100 + 20, 31 * 100 + 40)
    const mask = testObject('mask', maskShape(maskFromBitmap(bitmap)))
    const driver = new TestEditor([mask])
    await driver.expectUndoable(() =>
      driver.drag([
        [25, 31],
        [28.7, 33.2]
      ])
    )
    const moved = emptyBitmap(100, 80)
    moved.data.fill(1, 32 * 100 + 23, 32 * 100 + 43)
    moved.data.fill(1, 33 * 100 + 23, 33 * 100 + 43)
    expect(driver.shapes[0]).toEqual(maskShape(maskFromBitmap(moved)))
  })

  it('leaves locked objects where they are', async () => {
    const driver = new TestEditor([{ ...box, locked: true }])
    driver.drag([
      [12, 12],
      [30, 30]
    ])
    await driver.settle()
    expect(driver.shapes[0]).toEqual(box.shape)
    expect(driver.store.saved).toEqual([])
  })
})

describe('resizing', () => {
  it('drags a handle', async () => {
    const driver = new TestEditor([box]).click(12, 12)
    driver.move(30, 30)
    expect(driver.state.cursor).toBe('nwse-resize')
    await driver.expectUndoable(() => {
      driver.down(30, 30).move(40, 50).expectToBeIn('select.resizing').up(40, 50)
    })
    expect(driver.shapes[0]).toEqual(rect(10, 10, 30, 40))
  })

  it('does not turn over or leave the image', async () => {
    const driver = new TestEditor([box]).click(12, 12)
    await driver.expectUndoable(() =>
      driver.drag([
        [10, 20],
        [95, 20]
      ])
    )
    expect(driver.shapes[0]).toEqual(rect(29, 10, 1, 20))
    driver.editor.select([])
  })

  it('stretches several objects with their frame', async () => {
    const driver = new TestEditor([box, other])
    driver.editor.select([box.id, other.id])
    await driver.expectUndoable(() =>
      driver.drag([
        [70, 50],
        [40, 30]
      ])
    )
    expect(driver.shapes).toEqual([rect(10, 10, 10, 10), rect(35, 25, 5, 5)])
  })
})

describe('vertices and edges', () => {
  const triangle = testObject('triangle', polygon([10, 10], [50, 10], [10, 50]))

  it('drags a vertex, and no further than the image', async () => {
    const driver = new TestEditor([triangle]).click(15, 15)
    await driver.expectUndoable(() => {
      driver.down(50, 10).move(60, 20).expectToBeIn('select.draggingVertex').move(120, 20).up(120, 20)
    })
    expect(driver.shapes[0]).toEqual(polygon([10, 10], [100, 20], [10, 50]))
  })

  it('makes a vertex of the middle of an edge', async () => {
    const driver = new TestEditor([triangle]).click(15, 15)
    await driver.expectUndoable(() => {
      driver.down(30, 10).move(30, 5).expectToBeIn('select.draggingEdge').up(30, 5)
    })
    expect(driver.shapes[0]).toEqual(polygon([10, 10], [30, 5], [50, 10], [10, 50]))
  })

  it('moves an edge that is dragged elsewhere', async () => {
    const driver = new TestEditor([triangle]).click(15, 15)
    await driver.expectUndoable(() =>
      driver.drag([
        [20, 10],
        [25, 5]
      ])
    )
    expect(driver.shapes[0]).toEqual(polygon([15, 5], [55, 5], [10, 50]))
  })

  it('takes a vertex out with Alt, but not the last three', async () => {
    const square = testObject('square', polygon([10, 10], [50, 10], [50, 50], [10, 50]))
    const driver = new TestEditor([square]).click(15, 15)
    await driver.expectUndoable(() => driver.click(50, 50, { alt: true }))
    expect(driver.shapes[0]).toEqual(polygon([10, 10], [50, 10], [10, 50]))
    driver.click(50, 10, { alt: true })
    expect(driver.objects).toHaveLength(1)
  })

  it('bails on Escape', () => {
    const driver = new TestEditor([triangle]).click(15, 15)
    driver.down(50, 10).move(60, 20).key('Escape')
    expect(driver.objects).toEqual([triangle])
  })
})
