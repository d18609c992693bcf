import { describe, expect, it } from 'vitest'
import { maskFromBitmap, maskShape } from '@shared/mask/maskData'
import { emptyBitmap } from '@shared/mask/rle'
import { defaultPoolFilters } from '@shared/schema/proposal'
import type { Shape } from '@shared/schema/shape'
import { rect, TestEditor, testObject } from '../editor/testing/testEditor'
import { CanvasPainter, type LayerName } from './canvasPainter'
import { PaintMarks } from './paintMarks'
import { testCanvas } from './testing/pixels'

/** The class "cat" of the test editor. */
const cat = { red: 0xe6, green: 0x42, blue: 0x3c }

function mask(x: number, y: number, width: number, height: number): Shape {
  const bitmap = emptyBitmap(100, 80)
  for (let row = y; row < y + height; row++) bitmap.data.fill(1, row * 100 + x, row * 100 + x + width)
  return maskShape(maskFromBitmap(bitmap))
}

function painting(driver: TestEditor) {
  const element = document.createElement('div')
  const marks = new PaintMarks(element)
  const painter = new CanvasPainter({
    state: () => driver.state,
    pointer: () => driver.pointing,
    shown: () => null,
    marks: () => marks,
    repaint: () => undefined
  })
  const repainted: LayerName[] = []
  driver.editor.store.subscribe((state, before) => repainted.push(...painter.follow(state, before)))
  driver.editor.pointerStore.subscribe((state, before) => {
    if (painter.followPointer(state, before)) repainted.push('overlay')
  })
  const paint = (name: LayerName) => {
    const canvas = testCanvas()
    painter.paint(name, { context: canvas.context, pixelRatio: 1 })
    return canvas
  }
  return { paint, repainted, element }
}

describe('the objects layer', () => {
  it('tints a mask where it is, at the zoom of the camera', () => {
    const { paint } = painting(new TestEditor([testObject('mask', mask(10, 10, 20, 10))]))
    const { pixel } = paint('objects')
    const [red, green, blue, alpha] = pixel(20 * 4, 15 * 4)
    expect(alpha).toBeCloseTo(0.38 * 255, -1)
    expect(Math.abs(red - cat.red)).toBeLessThan(4)
    expect(Math.abs(green - cat.green)).toBeLessThan(4)
    expect(Math.abs(blue - cat.blue)).toBeLessThan(4)
    expect(pixel(35 * 4, 15 * 4)[3]).toBe(0)
    // The outline runs along the pixels' edges, whatever the zoom.
    expect(pixel(10 * 4, 15 * 4)[3]).toBeGreaterThan(150)
  })

  it('fills less when that is wanted, and the outline stays', () => {
    const driver = new TestEditor([testObject('mask', mask(10, 10, 20, 10))])
    const { paint, repainted } = painting(driver)
    driver.editor.look.setDisplay({ fill: 0 })
    expect(repainted).toContain('objects')
    const { pixel } = paint('objects')
    expect(pixel(20 * 4, 15 * 4)[3]).toBe(0)
    expect(pixel(10 * 4, 15 * 4)[3]).toBeGreaterThan(150)
  })

  it('writes the names of classes above objects when that is wanted', () => {
    const driver = new TestEditor([testObject('mask', mask(10, 30, 20, 10))])
    const { paint, repainted } = painting(driver)
    const above = (): number => paint('objects').pixel(10 * 4 + 2, 30 * 4 - 10)[3]
    expect(above()).toBe(0)
    driver.editor.look.setNamesVisible(true)
    expect(repainted).toContain('objects')
    expect(above()).toBe(255)
    // The one under the pointer has its name without that.
    driver.editor.look.setNamesVisible(false)
    driver.move(20, 35)
    expect(paint('overlay').pixel(10 * 4 + 2, 30 * 4 - 10)[3]).toBe(255)
  })

  it('leaves out the object that a prompt outlines anew', async () => {
    const driver = new TestEditor([testObject('mask', mask(10, 10, 20, 10))]).click(15, 15)
    const { paint, repainted } = painting(driver)
    driver.editor.refineSelected()
    await driver.settle()
    expect(repainted).toContain('objects')
    expect(paint('objects').pixel(20 * 4, 15 * 4)[3]).toBe(0)
    driver.key('Escape')
    expect(paint('objects').pixel(20 * 4, 15 * 4)[3]).toBeGreaterThan(0)
  })

  it('leaves the holes of a polygon clear', () => {
    const square = (x: number, y: number, side: number) => [
      { x, y },
      { x: x + side, y },
      { x: x + side, y: y + side },
      { x, y: y + side }
    ]
    const shape: Shape = {
      kind: 'polygon',
      parts: [{ outer: square(10, 10, 40), holes: [square(20, 20, 20)] }]
    }
    const { pixel } = painting(new TestEditor([testObject('ring', shape)])).paint('objects')
    expect(pixel(15 * 4, 15 * 4)[3]).toBeGreaterThan(50)
    expect(pixel(30 * 4, 30 * 4)[3]).toBe(0)
  })

  it('passes over hidden objects, and all when they are not to be seen', () => {
    const shape = rect(10, 10, 20, 20)
    const hidden = painting(new TestEditor([testObject('hidden', shape, { hidden: true })]))
    expect(hidden.paint('objects').pixel(80, 80)[3]).toBe(0)
    const driver = new TestEditor([testObject('shown', shape)])
    const { paint } = painting(driver)
    expect(paint('objects').pixel(80, 80)[3]).toBeGreaterThan(0)
    driver.editor.look.setObjectsVisible(false)
    expect(paint('objects').pixel(80, 80)[3]).toBe(0)
  })
})

describe('what is painted again', () => {
  it('is only the overlay while a preview follows the pointer', async () => {
    const driver = new TestEditor([testObject('box', rect(10, 10, 20, 20))]).tool('point')
    const { repainted, paint, element } = painting(driver)
    await driver.move(50, 40).settle()
    expect(new Set(repainted)).toEqual(new Set(['overlay']))
    const { pixel } = paint('overlay')
    expect(pixel(50 * 4, 40 * 4)[3]).toBeGreaterThan(50)
    expect(pixel(70 * 4, 40 * 4)[3]).toBe(0)
    expect(element.dataset).toMatchObject({ tool: 'point', phase: 'hover', preview: 'ready:result-1' })
  })

  it('is everything when the camera moves', () => {
    const driver = new TestEditor([testObject('box', rect(10, 10, 20, 20))])
    const { repainted } = painting(driver)
    driver.wheel(50, 40, -100)
    expect(new Set(repainted)).toEqual(new Set(['image', 'objects', 'overlay']))
  })

  it('is only the overlay while an object is dragged, but for its beginning and end', () => {
    const driver = new TestEditor([
      testObject('box', rect(10, 10, 20, 20)),
      testObject('other', rect(60, 40, 10, 10), { order: 2 })
    ])
    const { repainted, paint } = painting(driver)
    driver.down(15, 15).move(20, 15)
    expect(repainted).toContain('objects')
    repainted.length = 0
    driver.move(25, 20).move(30, 25)
    expect(new Set(repainted)).toEqual(new Set(['overlay']))
    expect(paint('objects').pixel(100, 100)[3]).toBe(0)
    expect(paint('objects').pixel(65 * 4, 45 * 4)[3]).toBeGreaterThan(0)
    expect(paint('overlay').pixel(30 * 4, 25 * 4)[3]).toBeGreaterThan(0)
    driver.up(30, 25)
    expect(repainted).toContain('objects')
    expect(paint('objects').pixel(30 * 4, 25 * 4)[3]).toBeGreaterThan(0)
  })

  it('is nothing when only the pointer moves over empty ground', () => {
    const driver = new TestEditor().move(10, 10)
    const { repainted } = painting(driver)
    driver.move(20, 20)
    expect(repainted).toEqual([])
  })
})

describe('the overlay', () => {
  it('shows handles of the same size at any zoom', () => {
    const driver = new TestEditor([testObject('box', rect(10, 10, 20, 20))]).click(15, 15)
    for (const zoom of [2, 4, 8]) {
      driver.zoom(zoom)
      const { pixel } = painting(driver).paint('overlay')
      expect(pixel(30 * zoom + 2, 30 * zoom + 2)).toEqual([255, 255, 255, 255])
      expect(pixel(30 * zoom + 7, 30 * zoom + 7)[3]).toBe(0)
    }
  })

  it('shows a stroke as it grows, in place of the object', () => {
    const driver = new TestEditor([testObject('mask', mask(10, 10, 10, 10))])
    driver.click(15, 15).tool('brush')
    const { paint, repainted } = painting(driver)
    driver.editor.look.setBrushRadius(3)
    driver.down(15, 15).move(60, 15)
    expect(repainted).toContain('objects')
    expect(paint('objects').pixel(60, 60)[3]).toBe(0)
    const first = paint('overlay')
    expect(first.pixel(12 * 4, 12 * 4)[3]).toBeGreaterThan(100)
    expect(first.pixel(40 * 4, 15 * 4)[3]).toBeGreaterThan(100)
    expect(first.pixel(40 * 4, 30 * 4)[3]).toBe(0)
    driver.move(60, 70)
    expect(paint('overlay').pixel(60 * 4, 40 * 4)[3]).toBeGreaterThan(100)
    driver.up(60, 70)
    expect(paint('objects').pixel(60 * 4, 40 * 4)[3]).toBeGreaterThan(50)
  })
})

describe('the proposals layer', () => {
  const scene = { whole: rect(10, 10, 40, 40), part: rect(20, 20, 10, 10) }
  const opacity = 0.4 * 255

  it('shows the pool while its tool is chosen, a part on its whole', () => {
    const filters = { ...defaultPoolFilters, parts: 'all' as const }
    const driver = new TestEditor().offer({ part: scene.part, whole: scene.whole }, { filters })
    const { paint, element } = painting(driver)
    expect(paint('proposals').pixel(15 * 4, 15 * 4)[3]).toBe(0)
    expect(element.dataset['proposals']).toBe('none')
    driver.tool('pool')
    const { pixel } = paint('proposals')
    const whole = pixel(15 * 4, 15 * 4)
    const part = pixel(25 * 4, 25 * 4)
    // Colours are not mixed where one lies on another.
    expect([whole[3], part[3]]).toEqual([expect.closeTo(opacity, -1), expect.closeTo(opacity, -1)])
    expect(part.slice(0, 3)).not.toEqual(whole.slice(0, 3))
    expect(pixel(70 * 4, 15 * 4)[3]).toBe(0)
    expect(element.dataset['proposals']).toBe('2')
  })

  it('fills what Enter would adopt; the rest is outlines', () => {
    const driver = new TestEditor().offer({ part: scene.part, whole: scene.whole }).tool('pool')
    const { paint, element } = painting(driver)
    const whole = paint('proposals').pixel(15 * 4, 15 * 4)
    expect(paint('proposals').pixel(25 * 4, 25 * 4)).toEqual(whole)
    expect([element.dataset['proposals'], element.dataset['taken']]).toEqual(['2', '1'])
    const filters = { ...defaultPoolFilters, parts: 'smallest' as const }
    driver.offer({ part: scene.part, whole: scene.whole }, { filters })
    expect(paint('proposals').pixel(15 * 4, 15 * 4)[3]).toBe(0)
    expect(element.dataset['proposals']).toBe('2')
  })

  it('lights what a lasso would adopt, and says how many', () => {
    const driver = new TestEditor().offer(scene).tool('pool').down(5, 5).move(60, 5).move(60, 60).move(5, 60)
    const { paint, element } = painting(driver)
    expect(paint('overlay').pixel(15 * 4, 15 * 4)[3]).toBeGreaterThan(100)
    expect(element.dataset['enclosed']).toBe('1')
  })

  it('is painted when proposals come or go, and not because the pointer moves', () => {
    const driver = new TestEditor().offer(scene).tool('pool')
    const { repainted, paint, element } = painting(driver)
    driver.move(25, 25)
    expect(repainted).toEqual(['overlay', 'overlay'])
    repainted.length = 0
    driver.offer({ part: scene.part })
    expect(repainted).toContain('proposals')
    paint('proposals')
    expect(element.dataset['proposals']).toBe('1')
  })

  it('shows many without working all of them out at once', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 500 }, (_, i) => [`p${i}`, rect(i % 80, (i * 7) % 60, 4 + (i % 9), 4 + (i % 11))])
    )
    const driver = new TestEditor().offer(many).tool('pool')
    const { paint, element } = painting(driver)
    const count = driver.state.pool.visible.length
    for (let i = 0; i < 200 && element.dataset['proposals'] !== String(count); i++) {
      paint('proposals')
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    expect(element.dataset['proposals']).toBe(String(count))
  })

  it('lights what a click would adopt, on the overlay', () => {
    const driver = new TestEditor().offer(scene).tool('pool').move(25, 25)
    const { paint, element } = painting(driver)
    const { pixel } = paint('overlay')
    expect(pixel(22 * 4, 22 * 4)[3]).toBeGreaterThan(90)
    expect(pixel(15 * 4, 15 * 4)[3]).toBe(0)
    expect(element.dataset).toMatchObject({ lit: 'part', level: '1/2' })
  })

  it('draws the lasso', () => {
    const driver = new TestEditor().offer(scene).tool('pool').down(60, 10).move(90, 10).move(90, 40)
    const { pixel } = painting(driver).paint('overlay')
    expect(pixel(85 * 4, 15 * 4)[3]).toBeGreaterThan(20)
  })
})
