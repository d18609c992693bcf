import { beforeEach, describe, expect, it } from 'vitest'
import { maskArea } from '@shared/mask/maskData'
import { defaultPoolFilters } from '@shared/schema/proposal'
import { cat, dog, otherImage, rect, TestEditor, testImage, testObject } from '../../testing/testEditor'

/** A car with a window, a tree beside it, and a bird. */
const scene = {
  car: rect(10, 10, 40, 30),
  window: rect(15, 15, 10, 10),
  tree: rect(60, 10, 20, 40),
  bird: rect(60, 60, 5, 5)
}

let driver: TestEditor
beforeEach(() => {
  driver = new TestEditor().offer(scene).tool('pool')
})

const visible = (): string[] => driver.state.pool.visible.map(({ id }) => id)
const lit = (): string | undefined => driver.state.pool.hovered?.id
const areas = (): number[] =>
  driver.shapes.map((shape) => (shape.kind === 'mask' ? maskArea(shape) : Number.NaN))

describe('what the pool tool offers', () => {
  it('is all that was found', () => {
    expect(visible()).toEqual(['car', 'window', 'tree', 'bird'])
  })

  it('grows while the run goes on, and what is lit stays lit', () => {
    driver.offer({ car: scene.car }).move(12, 12).offer({ car: scene.car, tree: scene.tree })
    expect(visible()).toEqual(['car', 'tree'])
    expect(lit()).toBe('car')
  })

  it('follows the filters at once', () => {
    driver.offer(scene, { filters: { ...defaultPoolFilters, minArea: 100 } })
    expect(visible()).toEqual(['car', 'window', 'tree'])
  })

  it('leaves out what an object covers, unless it is asked for', () => {
    driver = new TestEditor([testObject('car', rect(11, 10, 39, 30))]).offer(scene).tool('pool')
    expect(visible()).toEqual(['tree', 'bird'])
    expect(driver.state.pool.adopted).toBe(1)
    driver.offer(scene, { filters: { ...defaultPoolFilters, hideCovered: false } })
    expect(visible()).toEqual(['window', 'tree', 'bird'])
  })

  it('is not for another image', () => {
    driver.open(otherImage)
    expect(visible()).toEqual([])
    driver.editor.setPool(testImage.id, driver.pool)
    expect(visible()).toEqual([])
  })

  it('lights nothing of the image before, and makes no object of it', () => {
    driver.move(20, 20)
    expect(lit()).toBe('window')
    driver.open(otherImage).move(21, 21)
    expect(lit()).toBeUndefined()
    driver.click(21, 21).key('Enter')
    expect(driver.objects).toEqual([])
  })

  it('is worked out when the tool is taken up, not before', () => {
    driver = new TestEditor().offer(scene)
    expect(visible()).toEqual([])
    driver.tool('pool')
    expect(visible()).toHaveLength(4)
  })
})

describe('lighting', () => {
  it('takes the smallest under the pointer', () => {
    driver.move(20, 20)
    expect(lit()).toBe('window')
    expect(driver.state.cursor).toBe('pointer')
    driver.move(40, 30)
    expect(lit()).toBe('car')
    driver.move(55, 5)
    expect(lit()).toBeUndefined()
    expect(driver.state.cursor).toBe('default')
  })

  it('goes from part to whole and back with Alt and the wheel, and stays there', () => {
    driver.move(20, 20).wheel(20, 20, -100, { alt: true })
    expect(lit()).toBe('car')
    expect(driver.state.pool.level).toEqual({ at: 2, of: 2 })
    driver.wheel(20, 20, -100, { alt: true }).move(21, 21)
    expect(lit()).toBe('car')
    driver.wheel(21, 21, 100, { alt: true })
    expect(lit()).toBe('window')
    driver.wheel(21, 21, -100, { alt: true }).move(40, 30).move(20, 20)
    expect(lit()).toBe('window')
  })

  it('leaves the wheel to the zoom without Alt', () => {
    const zoom = driver.state.camera?.zoom ?? 0
    driver.wheel(20, 20, -100)
    expect(driver.state.camera?.zoom).toBeGreaterThan(zoom)
  })

  it('goes through all of them with Tab', () => {
    driver.key('Tab')
    expect(lit()).toBe('car')
    driver.key('Tab')
    expect(lit()).toBe('window')
  })

  it('ends with the tool', () => {
    driver.move(20, 20).tool('select')
    expect(lit()).toBeUndefined()
  })
})

describe('adopting', () => {
  it('a click makes an object of what is lit, as one edit', async () => {
    await driver.expectUndoable(() => driver.click(40, 30))
    const mask = driver.pool.proposals[0]?.mask
    expect(driver.objects[0]).toMatchObject({
      labelId: cat,
      source: 'whole-image',
      modelId: 'toy-sam',
      score: 0.9,
      rawMask: mask,
      prompt: { points: [{ x: 10.5, y: 10.5, label: 1 }], box: null },
      shape: { kind: 'mask', ...mask }
    })
    driver.expectToBeIn('pool.idle')
  })

  it('takes it out of the pool, and undo brings it back', async () => {
    driver.click(40, 30)
    expect(visible()).toEqual(['tree', 'bird'])
    expect(driver.state.pool.adopted).toBe(1)
    await driver.undo()
    expect(visible()).toEqual(['car', 'window', 'tree', 'bird'])
    await driver.redo()
    expect(visible()).toEqual(['tree', 'bird'])
  })

  it('a click takes the whole when the wheel has lit it', () => {
    driver.move(20, 20).wheel(20, 20, -100, { alt: true }).click(20, 20)
    expect(areas()).toEqual([1200])
  })

  it('a click on nothing does nothing', () => {
    driver.click(55, 5)
    expect(driver.objects).toEqual([])
  })

  it('a number key gives the class, which stays current', async () => {
    await driver.expectUndoable(() => driver.move(70, 20).key('2'))
    expect(driver.objects[0]).toMatchObject({ labelId: dog })
    driver.click(62, 62)
    expect(driver.objects.map(({ labelId }) => labelId)).toEqual([dog, dog])
  })

  it('a number without a class, or over nothing, adopts nothing', () => {
    driver.move(70, 20).key('7').move(55, 5).key('2')
    expect(driver.objects).toEqual([])
    expect(driver.state.currentLabel).toBe(dog)
  })

  it('Enter takes whole objects, and nothing is left of them', async () => {
    await driver.expectUndoable(() => driver.key('Enter'))
    expect(areas()).toEqual([1200, 800, 25])
    expect(visible()).toEqual([])
  })

  it('Enter takes the smallest parts when they are chosen; the rest can still be pointed at', () => {
    driver.offer(scene, { filters: { ...defaultPoolFilters, parts: 'smallest' } })
    expect(driver.state.pool.taken.map(({ id }) => id)).toEqual(['window', 'tree', 'bird'])
    driver.move(20, 20).wheel(20, 20, -100, { alt: true })
    expect(lit()).toBe('car')
    driver.key('Enter')
    expect(areas()).toEqual([800, 100, 25])
  })

  it('Enter takes all as one edit when that is chosen, the smaller on top', async () => {
    driver.offer(scene, { filters: { ...defaultPoolFilters, minArea: 50, parts: 'all' } })
    await driver.expectUndoable(() => driver.key('Enter'))
    expect(areas()).toEqual([1200, 800, 100])
    expect(driver.store.saved.map(({ name }) => name)).toEqual(['adopt'])
    expect(visible()).toEqual([])
  })

  it('Enter with nothing to adopt makes no edit', () => {
    driver.offer({}).key('Enter')
    expect(driver.state.history.undo).toBeNull()
  })

  it('asks for a class when there is none', async () => {
    driver.editor.setLabels([])
    driver.newLabel = cat
    await driver.click(70, 20).settle()
    expect(driver.objects).toHaveLength(1)
  })
})

describe('the lasso', () => {
  const around = [
    [55, 5],
    [90, 5],
    [90, 75],
    [55, 75]
  ] as const

  it('adopts what it encloses as one edit', async () => {
    await driver.expectUndoable(() => driver.drag(around))
    expect(areas()).toEqual([800, 25])
    expect(visible()).toEqual(['car', 'window'])
    expect(driver.state.draft).toBeNull()
  })

  it('shows the line while it is drawn, and what it would adopt', () => {
    driver.down(55, 5).move(70, 5).expectToBeIn('pool.lasso')
    expect(driver.state.draft).toMatchObject({ kind: 'lasso', enclosed: [] })
    expect(lit()).toBeUndefined()
    driver.move(90, 5).move(90, 75).move(55, 75)
    expect(driver.state.draft).toMatchObject({ enclosed: [{ id: 'tree' }, { id: 'bird' }] })
  })

  it('takes whole objects of what it encloses: parts are whole where their whole is not enclosed', async () => {
    const window = [
      [12, 12],
      [30, 12],
      [30, 30],
      [12, 30]
    ] as const
    await driver.expectUndoable(() => driver.drag(window))
    expect(areas()).toEqual([100])
    await driver.undo()
    const car = [
      [5, 5],
      [55, 5],
      [55, 50],
      [5, 50]
    ] as const
    driver.drag(car)
    expect(areas()).toEqual([1200])
  })

  it.each(['Escape', 'undo'])('is given up by %s', (way) => {
    driver.down(55, 5).move(90, 5).move(90, 75)
    if (way === 'undo') driver.editor.undo()
    else driver.key('Escape')
    driver.up(55, 75).expectToBeIn('pool.idle')
    expect(driver.objects).toEqual([])
    expect(driver.state.draft).toBeNull()
  })
})

describe('dismissing and putting away', () => {
  it('Delete takes away what is lit; the next under the pointer is lit', () => {
    driver.move(20, 20).key('Delete')
    expect(visible()).toEqual(['car', 'tree', 'bird'])
    expect(driver.state.pool.dismissed.map(({ id }) => id)).toEqual(['window'])
    expect(lit()).toBe('car')
  })

  it('Delete over nothing is left to the shortcuts', () => {
    driver.move(55, 5)
    expect(driver.press('Delete')).toBe(false)
  })

  it('Escape goes back to the tool before, and the pool is kept', () => {
    driver.tool('box').tool('pool').key('Escape').expectToBeIn('box.idle')
    driver.tool('pool')
    expect(visible()).toHaveLength(4)
  })

  it('takes hold of no selected object', () => {
    driver = new TestEditor([testObject('a', rect(0, 0, 5, 5))]).offer(scene)
    driver.editor.select(driver.objects.map(({ id }) => id))
    driver.tool('pool')
    expect(driver.state.selection.size).toBe(0)
  })
})
