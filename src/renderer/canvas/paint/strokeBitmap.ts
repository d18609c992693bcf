import { uniteBoxes } from '@shared/geometry/box'
import type { Bitmap, PixelBox } from '@shared/mask/rle'
import type { Draft } from '../../editor/editorState'
import { rgbOf } from './colors'

type Stroke = Extract<Draft, { kind: 'stroke' }>

/** Room around what was painted, so that a growing stroke seldom needs a larger canvas. */
const room = 128

/**
 * The pixels of a mask while a brush works on it, on a canvas just large enough. Only what a movement changed is
 * drawn again.
 */
export class StrokeBitmap {
  #bitmap: Bitmap | null = null
  #color = ''
  #box: PixelBox | null = null
  #dirty: PixelBox | undefined
  #canvas: HTMLCanvasElement | null = null

  /** Takes note of what a movement changed; cheap, for every movement. */
  follow({ bitmap, dirty }: Stroke): void {
    if (bitmap !== this.#bitmap) {
      this.#bitmap = bitmap
      this.#canvas = null
      this.#box = null
      this.#dirty = boundsOf(bitmap)
    }
    this.#dirty = uniteBoxes(this.#dirty, dirty ?? undefined)
  }

  /** Nothing is painted any more. */
  clear(): void {
    this.#bitmap = null
    this.#canvas = null
    this.#box = null
    this.#dirty = undefined
  }

  /** The canvas as it is to be seen now, and where it lies in the image. */
  draw(color: string): { readonly canvas: HTMLCanvasElement; readonly box: PixelBox } | null {
    if (color !== this.#color) {
      this.#color = color
      this.#dirty = uniteBoxes(this.#dirty, this.#box ?? undefined)
    }
    if (this.#bitmap && this.#dirty) this.#update(this.#bitmap, this.#dirty)
    this.#dirty = undefined
    return this.#canvas && this.#box && { canvas: this.#canvas, box: this.#box }
  }

  #update(bitmap: Bitmap, dirty: PixelBox): void {
    const needed = uniteBoxes(dirty, this.#box ?? undefined)
    const grows = !this.#box || needed.width > this.#box.width || needed.height > this.#box.height
    if (grows || !this.#canvas) {
      this.#box = withRoom(needed, bitmap)
      this.#canvas = document.createElement('canvas')
      this.#canvas.width = this.#box.width
      this.#canvas.height = this.#box.height
      this.#copy(bitmap, this.#box)
    } else this.#copy(bitmap, dirty)
  }

  #copy(bitmap: Bitmap, part: PixelBox): void {
    const context = this.#canvas?.getContext('2d')
    if (!context || !this.#box) return
    const image = context.createImageData(part.width, part.height)
    for (let row = 0; row < part.height; row++) {
      const from = (part.y + row) * bitmap.width + part.x
      const line = image.data.subarray(row * part.width * 4, (row + 1) * part.width * 4)
      fillTint(line, bitmap.data.subarray(from, from + part.width), this.#color)
    }
    context.putImageData(image, part.x - this.#box.x, part.y - this.#box.y)
  }
}

function withRoom(box: PixelBox, { width, height }: Bitmap): PixelBox {
  const x = Math.max(0, box.x - room)
  const y = Math.max(0, box.y - room)
  return {
    x,
    y,
    width: Math.min(width, box.x + box.width + room) - x,
    height: Math.min(height, box.y + box.height + room) - y
  }
}

/** The smallest box around what is set. */
function boundsOf({ width, height, data }: Bitmap): PixelBox | undefined {
  let left = width
  let right = -1
  let top = -1
  let bottom = -1
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * width, (y + 1) * width)
    const first = row.indexOf(1)
    if (first < 0) continue
    left = Math.min(left, first)
    right = Math.max(right, row.lastIndexOf(1))
    if (top < 0) top = y
    bottom = y
  }
  return top < 0 ? undefined : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
}

/** Writes one RGBA pixel for every byte: the colour where it is not 0. */
function fillTint(pixels: Uint8ClampedArray, data: Uint8Array, color: string): void {
  const [red, green, blue] = rgbOf(color)
  for (let i = 0; i < data.length; i++) {
    if (data[i] === 0) continue
    pixels[i * 4] = red
    pixels[i * 4 + 1] = green
    pixels[i * 4 + 2] = blue
    pixels[i * 4 + 3] = 255
  }
}
