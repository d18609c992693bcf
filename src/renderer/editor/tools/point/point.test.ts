import { beforeEach, describe, expect, it } from 'vitest'
import { maskArea } from '@shared/mask/maskData'
import { problem, ProblemError } from '@shared/schema/problem'
import { cat, dog, otherImage, TestEditor } from '../../testing/testEditor'

/** Object pixels of the toy model's disc. */
const disc = { 2: 12, 4: 52, 6: 112, 8: 208 } as const
const crashed = new ProblemError('engine-crashed', 'The engine crashed', { reason: 'test' })

let driver: TestEditor
beforeEach(() => {
  driver = new TestEditor().tool('point')
})

const area = (): number => {
  const { mask } = driver.state.assist
  return mask ? maskArea(mask) : 0
}

describe('the preview before the first click', () => {
  it('follows the pointer, and ends where the image ends', async () => {
    await driver.move(20, 20).settle()
    driver.expectToBeIn('point.idle')
    expect(driver.state.assist).toMatchObject({ phase: 'hover', status: 'ready', index: 2 })
    driver.move(120, 20)
    expect(driver.state.assist.phase).toBe('none')
    await driver.move(30, 30).settle()
    expect(driver.state.assist.phase).toBe('hover')
    driver.editor.pointerLeave()
    expect(driver.state.assist.phase).toBe('none')
  })

  it('has one request under way, and asks for the newest position next', async () => {
    driver.sam.manual = true
    driver.move(10, 10).move(20, 10).move(30, 10).move(40, 10)
    expect(driver.sam.requests.map(({ prompt }) => prompt.points[0]?.x)).toEqual([10])
    driver.sam.answerNext()
    await driver.settle()
    expect(driver.state.assist).toMatchObject({ status: 'waiting', resultId: 'result-1' })
    expect(driver.sam.requests.map(({ prompt }) => prompt.points[0]?.x)).toEqual([10, 40])
    driver.sam.answerNext()
    await driver.settle()
    expect(driver.state.assist).toMatchObject({ status: 'ready', resultId: 'result-2' })
  })

  it('drops an answer that comes after the pointer left or the image changed', async () => {
    driver.sam.manual = true
    driver.move(10, 10)
    driver.editor.pointerLeave()
    driver.sam.answerNext()
    await driver.settle()
    expect(driver.state.assist.mask).toBeNull()

    driver.move(20, 20).open(otherImage)
    driver.sam.answerNext()
    await driver.settle()
    expect(driver.state.assist.mask).toBeNull()
  })

  it('tells of a failing engine once, not for every position', async () => {
    driver.sam.manual = true
    for (const x of [10, 20, 30]) {
      driver.move(x, 10).sam.waiting[0]?.fail(crashed)
      await driver.settle()
    }
    expect(driver.reports.map(({ kind }) => kind)).toEqual(['engine-crashed'])
  })

  it('steps through the masks with Alt and the wheel, without zooming', async () => {
    await driver.move(20, 20).settle()
    const { camera } = driver.state
    await driver.wheel(20, 20, 100, { alt: true }).settle()
    expect(driver.state.assist.index).toBe(3)
    expect(area()).toBe(disc[8])
    await driver.wheel(20, 20, 100, { alt: true }).settle()
    expect(driver.state.assist.index).toBe(1)
    expect(driver.state.camera).toBe(camera)
  })
})

describe('clicks', () => {
  it('take the answer that hovering has brought, without asking again', async () => {
    await driver.move(20, 20).settle()
    driver.click(20, 20).expectToBeIn('point.prompting')
    expect(driver.state.assist).toMatchObject({ phase: 'fixed', status: 'ready' })
    expect(driver.sam.requests).toHaveLength(1)
  })

  it('take over the hover request that is still on its way', async () => {
    driver.sam.manual = true
    driver.click(20, 20)
    expect(driver.sam.requests).toHaveLength(1)
    expect(driver.state.assist).toMatchObject({ phase: 'fixed', status: 'waiting' })
    driver.sam.answerNext()
    await driver.settle()
    expect(driver.state.assist).toMatchObject({ phase: 'fixed', status: 'ready' })
  })

  it('add with the left button and take away with the right one or Alt', async () => {
    await driver.click(20, 20).settle()
    await driver.click(22, 20, { button: 'right' }).settle()
    await driver.click(18, 20, { alt: true }).settle()
    expect(driver.state.assist.points.map(({ label }) => label)).toEqual([1, 0, 0])
    expect(driver.sam.requests.at(-1)?.stream).toBe('prompt')
  })

  it('do not begin with taking away, nor outside of the image', async () => {
    await driver.click(20, 20, { button: 'right' }).settle()
    await driver.click(20, 20, { alt: true }).settle()
    driver.expectToBeIn('point.idle')
    driver.click(150, 20).expectToBeIn('point.idle')
  })

  it('refine the mask that is chosen, as the next request says', async () => {
    await driver.click(20, 20).settle()
    driver.key('3')
    await driver.settle()
    await driver.click(40, 20).settle()
    expect(driver.sam.requests.at(-1)).toMatchObject({
      previous: { result: 'result-1', index: 3 },
      prompt: { points: [{ x: 20 }, { x: 40 }] }
    })
  })

  it('do not wait for the answer in between', async () => {
    await driver.click(20, 20).settle()
    driver.sam.manual = true
    driver.click(30, 20).click(40, 20)
    expect(driver.sam.requests.at(-1)?.previous).toEqual({ result: 'result-1', index: 2 })
    expect(driver.sam.waiting).toHaveLength(1)
    driver.sam.answerNext()
    await driver.settle()
    expect(driver.state.assist).toMatchObject({ status: 'ready', points: [{ x: 20 }, { x: 30 }, { x: 40 }] })
    expect(driver.reports).toEqual([])
  })
})

describe('the masks of an answer', () => {
  it('are chosen by digit, and fetched once', async () => {
    await driver.click(20, 20).settle()
    expect(area()).toBe(disc[6])
    driver.key('1')
    expect(driver.state.assist).toMatchObject({ index: 1, status: 'waiting' })
    await driver.settle()
    expect(driver.state.assist.status).toBe('ready')
    expect(area()).toBe(disc[4])
    await driver.key('3').settle()
    await driver.key('1').settle()
    expect(driver.sam.candidates.map(({ index }) => index)).toEqual([1, 3])
  })

  it('leave the digits to the classes while no prompt is fixed', async () => {
    await driver.move(20, 20).settle()
    driver.key('2')
    expect(driver.state.currentLabel).toBe(dog)
    await driver.click(20, 20).settle()
    driver.key('1')
    expect(driver.state.currentLabel).toBe(dog)
    expect(driver.state.assist.index).toBe(1)
  })
})

describe('a model that cannot be asked everything', () => {
  const refused = problem('prompt-unsupported', 'no', { model: 'Toy', reason: 'no-background' })

  it('is not asked: the prompt stays as it is, and the user is told why', async () => {
    driver.refusal = ({ points }) => (points.some(({ label }) => label === 0) ? refused : null)
    await driver.click(20, 20).settle()
    const { assist } = driver.state
    await driver.click(22, 20, { button: 'right' }).settle()
    expect(driver.reports).toEqual([refused])
    expect(driver.state.assist).toEqual(assist)
    await driver.click(30, 20).settle()
    expect(driver.state.assist.points.map(({ label }) => label)).toEqual([1, 1])
    expect(driver.sam.requests).toHaveLength(2)
  })

  it('is told of once it is done, not while the pointer moves', async () => {
    driver.refusal = () => refused
    await driver.move(20, 20).move(30, 20).settle()
    expect([driver.reports, driver.sam.requests]).toEqual([[], []])
    driver.click(30, 20).expectToBeIn('point.idle')
    expect(driver.reports).toEqual([refused])
  })
})

describe('accepting', () => {
  it('makes an object with all that is known of it, as one edit, ready for the next', async () => {
    await driver.click(20, 20).settle()
    driver.editor.setCurrentLabel(dog)
    await driver.expectUndoable(() => driver.key('Enter'))
    expect(driver.objects[0]).toMatchObject({
      labelId: dog,
      source: 'point',
      modelId: 'toy-sam',
      score: 0.95,
      prompt: { points: [{ x: 20, y: 20, label: 1 }], box: null },
      rawMask: null,
      shape: { kind: 'mask', width: 100, height: 80 }
    })
    expect(driver.state.history.undo).toBe('add-mask')
    expect(driver.state.selection.size).toBe(0)
    driver.expectToBeIn('point.idle')
    expect(driver.state.assist.phase).toBe('none')
  })

  it('waits for the answer to the current prompt', async () => {
    await driver.click(20, 20).settle()
    driver.sam.manual = true
    driver.click(60, 20).key('Enter').expectToBeIn('point.idle')
    expect(driver.objects).toHaveLength(0)
    expect(driver.state.assist.accepting?.points).toHaveLength(2)
    driver.sam.answerNext()
    await driver.settle()
    expect(driver.objects[0]?.prompt?.points).toHaveLength(2)
    expect(driver.state.assist.accepting).toBeNull()
  })

  it('waits for the mask that was chosen last', async () => {
    await driver.click(20, 20).settle()
    driver.key('3').key('Enter')
    await driver.settle()
    expect(driver.objects[0]).toMatchObject({ score: 0.7 })
    const [shape] = driver.shapes
    expect(shape?.kind === 'mask' && maskArea(shape)).toBe(disc[8])
  })

  it('keeps the next prompt back until then, so that it does not take its place', async () => {
    driver.sam.manual = true
    driver.click(20, 20).key('Enter').click(60, 60)
    driver.expectToBeIn('point.prompting')
    await driver.settle()
    while (driver.sam.waiting.length > 0) {
      driver.sam.answerNext()
      await driver.settle()
    }
    expect(driver.objects.map(({ prompt }) => prompt?.points[0]?.x)).toEqual([20])
    expect(driver.state.assist).toMatchObject({ phase: 'fixed', status: 'ready', points: [{ x: 60 }] })
    await driver.key('Enter').settle()
    expect(driver.objects.map(({ prompt }) => prompt?.points[0]?.x)).toEqual([20, 60])
  })

  it('puts the object on its own image when another one is open by then', async () => {
    driver.sam.manual = true
    driver.click(20, 20).key('Enter').open(otherImage)
    driver.sam.answerNext()
    await driver.settle()
    expect(driver.objects).toHaveLength(0)
    expect(driver.store.saved).toEqual([{ image: 1, name: 'add-mask' }])
  })

  it('is taken back by undo while its answer is still on its way', async () => {
    driver.sam.manual = true
    driver.click(20, 20).key('Enter')
    driver.editor.undo()
    expect(driver.state.assist.accepting).toBeNull()
    driver.sam.answerNext()
    await driver.settle()
    expect(driver.objects).toHaveLength(0)
  })

  it('gives the prompt back when the answer fails, and tells', async () => {
    driver.sam.manual = true
    driver.click(20, 20).key('Enter').sam.waiting[0]?.fail(crashed)
    await driver.settle()
    expect(driver.reports.map(({ kind }) => kind)).toEqual(['engine-crashed'])
    driver.expectToBeIn('point.prompting')
    driver.sam.manual = false
    await driver.key('Enter').settle()
    expect(driver.objects).toHaveLength(1)
  })

  it('asks for a class when there is none yet', async () => {
    driver.editor.setLabels([])
    driver.newLabel = cat
    await driver.click(20, 20).settle()
    await driver.key('Enter').settle()
    expect(driver.objects[0]?.labelId).toBe(cat)
    expect(driver.state.currentLabel).toBe(cat)
  })
})

describe('taking back', () => {
  it('goes back point by point to the masks before, and forward again', async () => {
    await driver.click(20, 20).settle()
    await driver.click(60, 20).settle()
    const second = driver.state.assist.resultId
    expect(driver.state.steps).toEqual({ undo: true, redo: false })
    driver.key('Backspace')
    expect(driver.state.assist).toMatchObject({ resultId: 'result-1', points: [{ x: 20 }] })
    driver.editor.redo()
    expect(driver.state.assist).toMatchObject({ resultId: second, points: [{ x: 20 }, { x: 60 }] })
    driver.key('Backspace').key('Backspace').expectToBeIn('point.idle')
    expect(driver.press('Backspace')).toBe(false)
    driver.editor.redo()
    driver.expectToBeIn('point.prompting')
  })

  it('asks again for a step whose answer never came', async () => {
    driver.sam.manual = true
    driver.click(20, 20).click(60, 20)
    driver.sam.waiting.at(-1)?.answer()
    await driver.settle()
    while (driver.sam.waiting.length > 0) {
      driver.sam.answerNext()
      await driver.settle()
    }
    driver.sam.manual = false
    await driver.key('Backspace').settle()
    expect(driver.state.assist).toMatchObject({ status: 'ready', points: [{ x: 20 }] })
  })

  it('is done by undo before it touches the history', async () => {
    await driver.click(20, 20).settle()
    await driver.key('Enter').settle()
    await driver.click(60, 20).settle()
    await driver.undo()
    expect(driver.objects).toHaveLength(1)
    driver.expectToBeIn('point.idle')
    await driver.undo()
    expect(driver.objects).toHaveLength(0)
  })

  it('cancels the prompt on Escape, then the selection', async () => {
    await driver.click(20, 20).settle()
    await driver.key('Enter').settle()
    const [object] = driver.objects
    if (object) driver.editor.select([object.id])
    await driver.click(60, 20).settle()
    driver.key('Escape').expectToBeIn('point.idle')
    expect(driver.state.selection.size).toBe(1)
    driver.key('Escape')
    expect(driver.state.selection.size).toBe(0)
    expect(driver.store.saved).toHaveLength(1)
  })

  it('ends the prompt when another kind of tool is chosen, but not with the box tool', async () => {
    await driver.click(20, 20).settle()
    driver.tool('box').expectToBeIn('box.prompting').tool('point').expectToBeIn('point.prompting')
    driver.tool('select')
    expect(driver.state.assist.phase).toBe('none')
    driver.tool('point').expectToBeIn('point.idle')
  })
})
