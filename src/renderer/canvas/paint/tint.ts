import { rgbOf } from './colors'

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
