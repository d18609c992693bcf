import { beforeEach, describe, expect, it } from 'vitest'
import { maskArea } from '@shared/mask/maskData'
import { TestEditor } from '../../testing/testEditor'

let driver: TestEditor
beforeEach(() => {
  driver = new TestEditor().tool('box')
})

const area = (): number => {
  const { mask } = driver.state.assist
  return mask ? maskArea(mask) : 0
}

describe('the box tool', () => {
  it('previews the box while it is dragged, and keeps it', async () => {
    await driver.down(10, 10).move(20, 20).settle()
    driver.expectToBeIn('box.dragging')
    expect(driver.state.assist).toMatchObject({ phase: 'hover', status: 'ready', box: [10, 10, 20, 20] })
    expect(area()).toBe(100)
    await driver.move(30, 20).settle()
    expect(area()).toBe(200)
    driver.up(30, 20).expectToBeIn('box.prompting')
    expect(driver.state.assist).toMatchObject({ phase: 'fixed', status: 'ready', box: [10, 10, 30, 20] })
    // The preview's answer is the box's answer.
    expect(driver.sam.requests).toHaveLength(2)
  })

  it('makes an object of the box, as one edit', async () => {
    await driver.expectUndoable(async () => {
      driver.drag([
        [30, 20],
        [10, 10]
      ])
      await driver.settle()
      driver.key('Enter')
    })
    expect(driver.objects[0]).toMatchObject({
      source: 'box',
      prompt: { points: [], box: [10, 10, 30, 20] }
    })
    driver.expectToBeIn('box.idle')
  })

  it('refines the box by clicks', async () => {
    await driver
      .drag([
        [10, 10],
        [30, 20]
      ])
      .settle()
    await driver.click(20, 15, { alt: true }).settle()
    driver.expectToBeIn('box.prompting')
    expect(driver.sam.requests.at(-1)).toMatchObject({
      prompt: { box: [10, 10, 30, 20], points: [{ x: 20, y: 15, label: 0 }] },
      previous: { result: 'result-1', index: 0 }
    })
    expect(area()).toBe(200 - 12)
    await driver.click(25, 15, { button: 'right' }).settle()
    expect(driver.state.assist.points).toHaveLength(2)
  })

  it('begins anew with another box, which Backspace takes back', async () => {
    await driver
      .drag([
        [10, 10],
        [30, 20]
      ])
      .settle()
    await driver.click(20, 15).settle()
    await driver
      .drag([
        [50, 50],
        [60, 60]
      ])
      .settle()
    expect(driver.state.assist).toMatchObject({ box: [50, 50, 60, 60], points: [] })
    await driver.click(55, 55).settle()
    expect(driver.sam.requests.at(-1)?.previous?.result).toBe('result-3')
    driver.key('Backspace').key('Backspace')
    expect(driver.state.assist).toMatchObject({ box: [10, 10, 30, 20], points: [{ x: 20 }] })
  })

  it('gives the box up on Escape, to the prompt before it', async () => {
    driver.down(10, 10).move(30, 20).key('Escape').up(30, 20).expectToBeIn('box.idle')
    expect(driver.state.assist.phase).toBe('none')
    await driver
      .drag([
        [10, 10],
        [30, 20]
      ])
      .settle()
    driver.down(50, 50).move(60, 60).key('Escape').up(60, 60).expectToBeIn('box.prompting')
    expect(driver.state.assist).toMatchObject({ phase: 'fixed', box: [10, 10, 30, 20] })
  })

  it('keeps the box inside the image, and ignores a mere click', async () => {
    driver.click(10, 10).expectToBeIn('box.idle')
    await driver
      .drag([
        [90, 70],
        [150, 150]
      ])
      .settle()
    expect(driver.state.assist.box).toEqual([90, 70, 100, 80])
  })
})
