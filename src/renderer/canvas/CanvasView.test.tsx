import { act, cleanup, render, type RenderResult } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Problem } from '@shared/schema/problem'
import { otherImage, rect, testImage, TestEditor, testObject } from '../editor/testing/testEditor'
import { CanvasView } from './CanvasView'
import { ImageLoader } from './image/imageLoader'
import { pixelOf, testCanvas } from './testing/pixels'

/** Pictures of 100 × 80 blue pixels; the address of a broken one has "broken" in it. */
function testLoader(): ImageLoader {
  return new ImageLoader((url) => {
    if (url.includes('broken')) return Promise.reject(new Error('bad'))
    const { canvas, context } = testCanvas(100, 80)
    context.fillStyle = '#0000ff'
    context.fillRect(0, 0, 100, 80)
    return Promise.resolve({ source: canvas, width: 100, height: 80 })
  })
}

const frame = (): Promise<void> =>
  act(async () => {
    for (let i = 0; i < 3; i++) await new Promise((resolve) => requestAnimationFrame(resolve))
  })

function layersOf({ container }: RenderResult) {
  const [image, objects, overlay] = container.querySelectorAll('canvas')
  if (!image || !objects || !overlay) throw new Error('There are no three layers')
  return { image, objects, overlay }
}

async function show(
  driver: TestEditor,
  imageUrl = (image: { path: string }) => image.path,
  images = testLoader()
) {
  const problems: Problem[] = []
  const view = render(
    <CanvasView
      editor={driver.editor}
      imageUrl={imageUrl}
      images={images}
      onImageProblem={(_image, problem) => void problems.push(problem)}
    />
  )
  await frame()
  const element = view.getByTestId('canvas')
  return { view, element, problems, layers: layersOf(view) }
}

const urlOf = (image: { path: string }): string => image.path

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(400)
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(320)
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

describe('CanvasView', () => {
  it('shows the photograph and the objects, and says which', async () => {
    const driver = new TestEditor([testObject('box', rect(10, 10, 20, 20))])
    const { element, layers } = await show(driver, urlOf)
    expect(pixelOf(layers.image, 200, 160)).toEqual([0, 0, 255, 255])
    expect(pixelOf(layers.objects, 40, 60)[3]).toBeGreaterThan(150)
    expect(element.dataset).toMatchObject({ image: '1', tool: 'select', preview: 'none', objects: '1' })
  })

  it('follows the editor to another image', async () => {
    const driver = new TestEditor()
    const { element } = await show(driver, urlOf)
    driver.open(otherImage)
    await frame()
    expect(element.dataset['image']).toBe('2')
  })

  it('is not painted again because what is around it was rendered', async () => {
    const driver = new TestEditor()
    const images = testLoader()
    const { view, layers } = await show(driver, urlOf, images)
    layers.image.getContext('2d')?.clearRect(0, 0, 400, 320)
    view.rerender(
      <CanvasView editor={driver.editor} imageUrl={urlOf} images={images} onImageProblem={() => undefined} />
    )
    await frame()
    expect(pixelOf(layers.image, 200, 160)[3]).toBe(0)
  })

  it('shows nothing of an image that cannot be decoded, and reports it', async () => {
    const { element, layers, problems } = await show(new TestEditor(), () => 'broken.jpg')
    expect(pixelOf(layers.image, 200, 160)[3]).toBe(0)
    expect(element.dataset['image']).toBe('none')
    expect(problems.map(({ kind, params }) => [kind, params['file']])).toEqual([
      ['image-unreadable', testImage.path]
    ])
  })

  it('hands the pointer to the editor', async () => {
    const driver = new TestEditor([testObject('box', rect(10, 10, 20, 20))])
    const { element } = await show(driver, urlOf)
    const pointer = (type: string, x: number, y: number, button = 0): void => {
      const event = new PointerEvent(type, { clientX: x, clientY: y, button, bubbles: true })
      element.dispatchEvent(event)
    }
    pointer('pointermove', 80, 80, -1)
    expect(element.style.cursor).toBe('move')
    pointer('pointerdown', 80, 80)
    pointer('pointerup', 80, 80)
    expect(driver.state.selection.size).toBe(1)
    pointer('pointerleave', 0, 0)
    expect(driver.pointing.pointer).toBeNull()
  })

  it('counts from where it is painted, also if it stands between two pixels', async () => {
    const driver = new TestEditor()
    const { element } = await show(driver, urlOf)
    const pointerAt = (left: number): unknown => {
      vi.spyOn(element, 'getBoundingClientRect').mockReturnValue(new DOMRect(left, 38, 400, 320))
      element.dispatchEvent(new PointerEvent('pointermove', { clientX: 531, clientY: 118, button: -1 }))
      return driver.pointing.pointer
    }
    const exact = pointerAt(451)
    expect(exact).not.toBeNull()
    expect(pointerAt(451.015625)).toEqual(exact)
  })

  it('keeps the context menu and the page from moving', async () => {
    const driver = new TestEditor()
    const { element } = await show(driver, urlOf)
    const menu = new MouseEvent('contextmenu', { cancelable: true })
    element.dispatchEvent(menu)
    expect(menu.defaultPrevented).toBe(true)
    const zoom = driver.state.camera?.zoom ?? 0
    const wheel = new WheelEvent('wheel', { deltaY: -100, clientX: 10, clientY: 10, cancelable: true })
    element.dispatchEvent(wheel)
    expect(wheel.defaultPrevented).toBe(true)
    expect(driver.state.camera?.zoom).toBeGreaterThan(zoom)
  })
})
