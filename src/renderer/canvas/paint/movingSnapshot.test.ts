import { expect, it } from 'vitest'
import type { Camera } from '@shared/geometry/spaces'
import { testCanvas } from '../testing/pixels'
import { MovingSnapshot } from './movingSnapshot'

/** A layer that costs so much to paint: a square of 10 × 10 image pixels at (10, 10). */
function slowLayer(cost: number) {
  let time = 0
  let paints = 0
  const asked: number[] = []
  const snapshot = new MovingSnapshot({ now: () => time, repaintIn: (after) => void asked.push(after) })
  return {
    asked,
    paints: () => paints,
    wait: (milliseconds: number) => void (time += milliseconds),
    paint: (camera: Camera, content: readonly unknown[] = []) => {
      const canvas = testCanvas(200, 200)
      snapshot.paint({ context: canvas.context, pixelRatio: 1 }, camera, content, () => {
        paints++
        const { zoom, offsetX, offsetY } = camera
        canvas.context.fillRect(10 * zoom + offsetX, 10 * zoom + offsetY, 10 * zoom, 10 * zoom)
        return cost
      })
      return canvas
    }
  }
}

const still: Camera = { zoom: 2, offsetX: 0, offsetY: 0 }
const panned: Camera = { zoom: 2, offsetX: 50, offsetY: 30 }
const zoomed: Camera = { zoom: 4, offsetX: 10, offsetY: 0 }

it('paints what is cheap anew in every frame', () => {
  const layer = slowLayer(2000)
  layer.paint(still)
  layer.paint(panned)
  expect(layer.paints()).toBe(2)
})

it('moves and stretches a picture of what is dear, and paints it when the camera rests', () => {
  const layer = slowLayer(50_000)
  layer.paint(still)
  const moved = layer.paint(panned)
  expect(layer.paints()).toBe(1)
  expect(moved.pixel(75, 55)[3]).toBe(255)
  expect(moved.pixel(25, 25)[3]).toBe(0)
  const larger = layer.paint(zoomed)
  expect(larger.pixel(85, 75)[3]).toBe(255)
  expect(larger.pixel(45, 45)[3]).toBe(0)
  expect(layer.asked).toEqual([120, 120])
  layer.wait(120)
  layer.paint(zoomed)
  expect(layer.paints()).toBe(2)
})

it('does not use a picture that is too old, or of something else', () => {
  const layer = slowLayer(50_000)
  layer.paint(still, ['a'])
  layer.paint(panned, ['b'])
  expect(layer.paints()).toBe(2)
  layer.wait(400)
  layer.paint(still, ['b'])
  expect(layer.paints()).toBe(3)
})
