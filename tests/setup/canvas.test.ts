// @vitest-environment happy-dom
import './canvas'
import Konva from 'konva'
import { expect, test } from 'vitest'

const colourAt = (canvas: HTMLCanvasElement, x: number, y: number): number[] => [
  ...(canvas.getContext('2d')?.getImageData(x, y, 1, 1).data ?? [])
]

test('Konva paints and hit-tests on a real canvas', () => {
  const container = document.createElement('div')
  document.body.append(container)
  const stage = new Konva.Stage({ container, width: 100, height: 80 })
  const layer = new Konva.Layer()
  stage.add(layer)
  layer.add(new Konva.Rect({ x: 20, y: 10, width: 30, height: 30, fill: '#ff0000', name: 'target' }))
  layer.draw()
  const canvas = layer.getNativeCanvasElement()
  expect(colourAt(canvas, 30, 20)).toEqual([255, 0, 0, 255])
  expect(colourAt(canvas, 60, 20)).toEqual([0, 0, 0, 0])
  expect(stage.getIntersection({ x: 30, y: 20 })?.name()).toBe('target')
  expect(stage.getIntersection({ x: 60, y: 20 })).toBeNull()
})

test('a canvas keeps working after it is resized, and can be drawn onto another', () => {
  const source = document.createElement('canvas')
  const context = source.getContext('2d')
  source.width = 400
  source.height = 300
  if (!context) throw new Error('There is no 2D context.')
  context.fillStyle = '#00ff00'
  context.fillRect(390, 290, 10, 10)
  const target = document.createElement('canvas')
  target.width = 400
  target.height = 300
  target.getContext('2d')?.drawImage(source, 0, 0)
  expect(colourAt(target, 395, 295)).toEqual([0, 255, 0, 255])
})

test('pixels made with ImageData can be put on a canvas', () => {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 4
  canvas.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray([1, 2, 3, 255]), 1, 1), 2, 2)
  expect(colourAt(canvas, 2, 2)).toEqual([1, 2, 3, 255])
})
