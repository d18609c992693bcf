import { describe, expect, it } from 'vitest'
import { maskArea, maskFromRle, maskShape } from '@shared/mask/maskData'
import { shapeToRle } from '@shared/mask/rasterize'
import type { Shape } from '@shared/schema/shape'
import { editorActions } from '../actions'
import { dog, rect, TestEditor, testObject } from '../testing/testEditor'
import { promptOf } from './promptOf'

const maskOf = (shape: Shape): Shape => maskShape(maskFromRle(shapeToRle(shape, { width: 100, height: 80 })))
const point = { x: 30, y: 30, label: 1 } as const
const found = testObject('found', maskOf(rect(28, 28, 5, 5)), {
  labelId: dog,
  modelId: 'toy-sam',
  source: 'point',
  prompt: { points: [point], box: null }
})
const drawn = testObject('drawn', rect(10, 10, 20, 10), { order: 2 })

const refine = (driver: TestEditor): Promise<TestEditor> => {
  editorActions['object.refine'].run(driver.editor)
  return driver.settle()
}
const areaOf = (driver: TestEditor, at: number): number => {
  const shape = driver.shapes[at]
  return shape?.kind === 'mask' ? maskArea(shape) : -1
}

describe('outlining an object anew', () => {
  it('goes on from its prompt, and changes the object in one edit', async () => {
    const driver = new TestEditor([found, drawn]).click(30, 30)
    await refine(driver)
    driver.expectToBeIn('point.prompting')
    expect(driver.state.assist).toMatchObject({ phase: 'fixed', points: [point], refining: found.id })
    await driver.click(60, 30).settle()
    await driver.expectUndoable(() => driver.key('Enter'))
    expect(driver.objects).toHaveLength(2)
    expect(driver.objects[0]).toMatchObject({ id: found.id, labelId: dog, order: found.order })
    expect(driver.objects[0]?.prompt?.points).toHaveLength(2)
    // Two discs of the mask that SAM shows of several points.
    expect(areaOf(driver, 0)).toBe(24)
    expect(driver.state.history.undo).toBe('refine')
    expect(driver.state.assist.refining).toBeNull()
  })

  it('makes a mask of a rectangle', async () => {
    const driver = new TestEditor([drawn]).click(15, 15)
    await refine(driver)
    expect(driver.state.assist).toMatchObject({ points: [], box: [10, 10, 30, 20] })
    await driver.expectUndoable(() => driver.key('Enter'))
    expect(areaOf(driver, 0)).toBe(200)
    expect(driver.objects[0]).toMatchObject({ source: 'box', modelId: 'toy-sam' })
  })

  it('leaves the object alone when it is given up', async () => {
    const driver = new TestEditor([found]).click(30, 30)
    await refine(driver)
    driver.key('Escape').expectToBeIn('point.idle')
    expect(driver.objects).toEqual([found])
    await driver.click(60, 50).settle()
    driver.key('Enter')
    expect(driver.objects).toHaveLength(2)
  })

  it('makes a new object when the old one was deleted meanwhile', async () => {
    const driver = new TestEditor([found]).click(30, 30)
    driver.sam.manual = true
    await refine(driver)
    driver.key('Enter')
    driver.editor.deleteSelected()
    driver.sam.answerNext()
    await driver.settle()
    expect(driver.objects).toHaveLength(1)
    expect(driver.objects[0]?.id).not.toBe(found.id)
  })

  it('needs one object that may be changed', () => {
    const driver = new TestEditor([found, { ...drawn, locked: true }])
    const { enabled } = editorActions['object.refine']
    expect(enabled(driver.state)).toBe(false)
    driver.editor.select([drawn.id])
    expect(enabled(driver.state)).toBe(false)
    driver.editor.select([found.id, drawn.id])
    expect(enabled(driver.state)).toBe(true)
  })
})

describe('the prompt', () => {
  it('is the box of an object that lies elsewhere by now', () => {
    expect(promptOf(found)).toBe(found.prompt)
    const moved = { ...found, shape: maskOf(rect(60, 60, 4, 6)) }
    expect(promptOf(moved)).toEqual({ points: [], box: [60, 60, 64, 66] })
    expect(promptOf({ prompt: null, shape: rect(5, 5, 0, 3) })).toBeNull()
  })
})
