import { createCanvas, ImageData as SkiaImageData, Path2D as SkiaPath2D } from '@napi-rs/canvas'
import type { Canvas, SKRSContext2D } from '@napi-rs/canvas'

/**
 * DOM libraries have no 2D canvas. This gives each <canvas> a real one (Skia), so that Konva paints and hit-tests in
 * tests, and pixels can be read back.
 */
const backings = new WeakMap<HTMLCanvasElement, Canvas>()

function backingOf(element: HTMLCanvasElement): Canvas {
  const known = backings.get(element)
  if (known) return known
  const created = createCanvas(element.width, element.height)
  acceptElements(created.getContext('2d'))
  backings.set(element, created)
  return created
}

/** Lets `drawImage` and `createPattern` take a <canvas> of the page, which Skia does not know. */
function acceptElements(context: SKRSContext2D): void {
  const skia = (source: unknown): unknown =>
    source instanceof HTMLCanvasElement ? backingOf(source) : source
  for (const method of ['drawImage', 'createPattern'] as const) {
    const own = context[method].bind(context) as (...parameters: unknown[]) => unknown
    Object.defineProperty(context, method, {
      value: (source: unknown, ...rest: unknown[]) => own(skia(source), ...rest)
    })
  }
}

/** Konva keeps the context and resizes the element afterwards, so the size must follow at once. */
function followSize(side: 'width' | 'height'): void {
  const own = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, side)
  if (!own) throw new Error(`HTMLCanvasElement has no ${side} of its own.`)
  Object.defineProperty(HTMLCanvasElement.prototype, side, {
    ...own,
    set(this: HTMLCanvasElement, value: number) {
      own.set?.call(this, value)
      const backing = backings.get(this)
      if (backing) backing[side] = this[side]
    }
  })
}

function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { configurable: true, writable: true, value })
}

followSize('width')
followSize('height')
define(HTMLCanvasElement.prototype, 'getContext', function (this: HTMLCanvasElement, kind: string) {
  return kind === '2d' ? backingOf(this).getContext('2d') : null
})
define(HTMLCanvasElement.prototype, 'toDataURL', function (this: HTMLCanvasElement) {
  return backingOf(this).toDataURL('image/png')
})
// The context takes only Skia's own.
define(globalThis, 'ImageData', SkiaImageData)
define(globalThis, 'Path2D', SkiaPath2D)
