import { describe, expect, it } from 'vitest'
import { viewPoint } from '@shared/geometry/spaces'
import { noModifiers } from '../../inputs'
import { rect, TestEditor, testObject } from '../../testing/testEditor'

const at = (x: number, y: number, button: 'left' | 'middle' | null = null) => ({
  ...noModifiers,
  point: viewPoint(x, y),
  button
})

describe('panning', () => {
  it('pans with Space over any tool, and gives the tool back', () => {
    const driver = new TestEditor().tool('rectangle').key(' ').expectToBeIn('hand.idle')
    expect(driver.state.cursor).toBe('grab')
    driver.editor.pointerDown(at(100, 100, 'left'))
    driver.editor.pointerMove(at(90, 95))
    driver.expectToBeIn('hand.panning')
    expect(driver.state.camera).toEqual({ zoom: 4, offsetX: -10, offsetY: -5 })
    driver.key(' ', 'up').expectToBeIn('hand.panning')
    driver.editor.pointerUp(at(90, 95, 'left'))
    driver.expectToBeIn('rectangle.idle')
    expect(driver.objects).toEqual([])
  })

  it('pans with the middle button', () => {
    const driver = new TestEditor().tool('point')
    driver.editor.pointerDown(at(100, 100, 'middle'))
    driver.expectToBeIn('hand.panning')
    driver.editor.pointerMove(at(80, 100))
    driver.editor.pointerUp(at(80, 100, 'middle'))
    driver.expectToBeIn('point.idle')
    expect(driver.state.camera?.offsetX).toBe(-20)
  })

  it('waits until a gesture is over', () => {
    const driver = new TestEditor().tool('rectangle').down(10, 10).move(30, 30).key(' ')
    driver.expectToBeIn('rectangle.dragging').up(30, 30).expectToBeIn('hand.idle')
    driver.key(' ', 'up').expectToBeIn('rectangle.idle')
    expect(driver.objects).toHaveLength(1)
  })

  it('leaves a gesture alone when another button is pressed meanwhile', () => {
    const driver = new TestEditor([testObject('box', rect(10, 10, 20, 20))]).down(15, 15).move(25, 15)
    driver.editor.pointerDown(at(100, 60, 'middle'))
    driver.editor.pointerUp(at(100, 60, 'middle'))
    driver.expectToBeIn('select.translating').up(25, 15).expectToBeIn('select.idle')
    expect(driver.shapes).toEqual([rect(20, 10, 20, 20)])
  })

  it('keeps a fixed prompt', async () => {
    const driver = new TestEditor().tool('point').click(20, 20)
    await driver.settle()
    driver.key(' ').key(' ', 'up').expectToBeIn('point.prompting')
    expect(driver.state.assist.phase).toBe('fixed')
  })

  it('ends when the window loses the keyboard', () => {
    const driver = new TestEditor().key(' ').expectToBeIn('hand.idle')
    driver.editor.release()
    driver.expectToBeIn('select.idle')
  })
})
