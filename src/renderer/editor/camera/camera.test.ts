import { describe, expect, it } from 'vitest'
import { toImage, viewPoint } from '@shared/geometry/spaces'
import { otherImage, testImage, TestEditor } from '../testing/testEditor'

describe('zooming', () => {
  it('keeps the point under the pointer', () => {
    const driver = new TestEditor()
    const before = toImage(driver.state.camera ?? { zoom: 0, offsetX: 0, offsetY: 0 }, viewPoint(120, 80))
    driver.wheel(30, 20, -100)
    const { camera } = driver.state
    expect(camera?.zoom).toBeGreaterThan(4)
    expect(camera && toImage(camera, viewPoint(120, 80)).x).toBeCloseTo(before.x)
    expect(camera && toImage(camera, viewPoint(120, 80)).y).toBeCloseTo(before.y)
  })

  it('pinches with finer steps', () => {
    const driver = new TestEditor().wheel(30, 20, -10, { ctrl: true })
    expect(driver.state.camera?.zoom).toBeCloseTo(4 * Math.exp(0.1))
  })

  it('stays within its limits', () => {
    const driver = new TestEditor()
    driver.editor.camera.zoomBy(1000)
    expect(driver.state.camera?.zoom).toBe(64)
    driver.editor.camera.zoomBy(1e-9)
    expect(driver.state.camera?.zoom).toBe(0.02)
  })

  it('keeps part of the image in view', () => {
    const driver = new TestEditor().pan(-5000, -5000)
    expect(driver.state.camera).toEqual({ zoom: 4, offsetX: 48 - 400, offsetY: 48 - 320 })
    driver.pan(9000, 9000)
    expect(driver.state.camera).toEqual({ zoom: 4, offsetX: 400 - 48, offsetY: 320 - 48 })
  })

  it('fits, and shows the actual size', () => {
    const driver = new TestEditor().pan(30, 30)
    driver.editor.camera.fit()
    expect(driver.state.camera).toEqual({ zoom: 3.4, offsetX: 30, offsetY: 24 })
    driver.editor.camera.actualSize()
    expect(driver.state.camera?.zoom).toBe(1)
  })
})

describe('the view of an image', () => {
  it('fits again when the image’s file became one of another size', () => {
    const driver = new TestEditor()
    driver.editor.camera.fit()
    driver.editor.openImage({
      ...driver.store.open(testImage.id),
      image: { ...testImage, width: 50, height: 160 }
    })
    expect(driver.state.camera).toEqual({ zoom: 1.7, offsetX: 157.5, offsetY: 24 })
  })

  it('stays when the image is opened again', () => {
    const driver = new TestEditor().pan(-40, -20)
    const { camera } = driver.state
    driver.open(testImage)
    expect(driver.state.camera).toEqual(camera)
  })

  it('is remembered when it has come to rest, and restored', async () => {
    const driver = new TestEditor().pan(-40, -20)
    expect(driver.store.view(testImage.id)).toBeNull()
    driver.runTimers()
    await driver.settle()
    const view = driver.store.view(testImage.id)
    expect(view).toEqual({ zoom: 4, centerX: 60, centerY: 45 })
    const { camera } = driver.state
    driver.open(otherImage)
    expect(driver.state.camera?.zoom).toBe(3.4)
    driver.open(testImage)
    expect(driver.state.camera).toEqual(camera)
  })

  it('is remembered at once when another image is opened', async () => {
    const driver = new TestEditor().pan(-40, -20).open(otherImage)
    await driver.settle()
    expect(driver.store.view(testImage.id)).toEqual({ zoom: 4, centerX: 60, centerY: 45 })
    expect(driver.store.view(otherImage.id)).toBeNull()
  })

  it('keeps its middle when the window changes, and stays fitted when it was', () => {
    const driver = new TestEditor()
    driver.editor.camera.setViewSize({ width: 200, height: 320 })
    expect(driver.state.camera).toEqual({ zoom: 4, offsetX: -100, offsetY: 0 })
    driver.editor.camera.setViewSize({ width: 0, height: 0 })
    driver.editor.camera.setViewSize({ width: 400, height: 320 })
    expect(driver.state.camera).toEqual({ zoom: 4, offsetX: 0, offsetY: 0 })
    driver.editor.camera.fit()
    driver.editor.camera.setViewSize({ width: 200, height: 320 })
    expect(driver.state.camera?.zoom).toBe(1.52)
  })

  it('waits for the size of an image that is not known yet', () => {
    const driver = new TestEditor()
    const unknown = { ...otherImage, width: null, height: null }
    driver.editor.openImage({ ...driver.store.open(otherImage.id), image: unknown })
    expect(driver.state.camera).toBeNull()
    driver.click(10, 10).tool('rectangle').wheel(10, 10, 100)
    driver.editor.updateImage(otherImage)
    expect(driver.state.camera?.zoom).toBe(3.4)
  })

  it('is nothing that undo takes back', async () => {
    const driver = new TestEditor().pan(-40, -20)
    const { camera } = driver.state
    await driver.undo()
    expect(driver.state.camera).toEqual(camera)
  })
})
