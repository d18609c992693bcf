import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createCanvas, ImageData } from '@napi-rs/canvas'
import { decodeRle } from '@shared/mask/rle'
import { countsFromString } from '@shared/mask/rleString'
import { labelPalette } from '@shared/schema/label'
import { decodeImageFile } from '../imaging/decode'
import type { MaskJson } from './predict/predictionJson'
import { fromColumnMajor } from '@shared/mask/columnMajor'

const opacity = 0.5

/** Draws masks over their image, each in its own color, and writes a PNG. */
export async function drawOverlay(image: string, masks: readonly MaskJson[], file: string): Promise<void> {
  const { width, height, data } = await decodeImageFile(image)
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const pixels = toRgba(data, width * height)
  masks.forEach((mask, at) =>
    tint(pixels, mask, width, height, labelPalette[at % labelPalette.length] ?? '#e6423c')
  )
  context.putImageData(new ImageData(pixels, width, height), 0, 0)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, await canvas.encode('png'))
}

function tint(pixels: Uint8ClampedArray, mask: MaskJson, width: number, height: number, color: string): void {
  const counts = countsFromString(mask.segmentation.counts)
  const { data } = decodeRle(fromColumnMajor({ width, height, counts }))
  const tone = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
  for (let i = 0; i < data.length; i++) {
    if (data[i] === 0) continue
    for (let c = 0; c < 3; c++) {
      pixels[i * 4 + c] = (pixels[i * 4 + c] ?? 0) * (1 - opacity) + (tone[c] ?? 0) * opacity
    }
  }
}

/** uint8[pixels × 3 or 4] to opaque RGBA. */
function toRgba(data: Uint8Array | Uint8ClampedArray, pixels: number): Uint8ClampedArray<ArrayBuffer> {
  const channels = data.length / pixels
  const out = new Uint8ClampedArray(pixels * 4).fill(255)
  for (let i = 0; i < pixels; i++) {
    for (let c = 0; c < 3; c++) out[i * 4 + c] = data[i * channels + c] ?? 0
  }
  return out
}
