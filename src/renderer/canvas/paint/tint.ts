import type { MaskPatch } from '@shared/mask/patch'
import { rgbOf } from './colors'

/** A canvas with the object's pixels in one colour, opaque, the others clear. Null where no canvas can be had. */
export function tintPatch(patch: MaskPatch, color: string): HTMLCanvasElement | null {
  const canvas = document.createElement('canvas')
  canvas.width = patch.width
  canvas.height = patch.height
  const context = canvas.getContext('2d')
  if (!context || patch.width === 0 || patch.height === 0) return null
  const image = context.createImageData(patch.width, patch.height)
  fillTint(image.data, patch.data, color)
  context.putImageData(image, 0, 0)
  return canvas
}

/** Writes one RGBA pixel for every byte: the colour where it is not 0. */
export function fillTint(pixels: Uint8ClampedArray, data: Uint8Array, color: string): void {
  const [red, green, blue] = rgbOf(color)
  for (let i = 0; i < data.length; i++) {
    if (data[i] === 0) continue
    pixels[i * 4] = red
    pixels[i * 4 + 1] = green
    pixels[i * 4 + 2] = blue
    pixels[i * 4 + 3] = 255
  }
}
