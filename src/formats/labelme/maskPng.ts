import type { Size } from '@shared/geometry/spaces'
import type { MaskPatch } from '@shared/mask/patch'
import { RunWriter } from '@shared/mask/runWriter'
import type { Rle } from '@shared/mask/rle'
import { PngError } from '../codecs/png/png'
import { readPng } from '../codecs/png/readPng'
import { writePng } from '../codecs/png/writePng'

/** A patch as LabelMe keeps it: a grey PNG of 0 and 1 with the size of the box, as base64. */
export async function maskToBase64({ width, height, data }: MaskPatch): Promise<string> {
  const rows = function* (): Generator<Uint8Array> {
    for (let y = 0; y < height; y++) yield data.subarray(y * width, (y + 1) * width)
  }
  return (await writePng({ width, height, bitDepth: 8, palette: null }, rows())).toString('base64')
}

/** Pixels of an image that a box's PNG sets, and whether some of them lay outside of it. */
export interface PlacedMask {
  readonly runs: Rle
  readonly clipped: boolean
}

/**
 * Puts a PNG's pixels that are not 0 into an image, its upper left corner at (x, y).
 * @throws PngError when it is damaged, or has more pixels than the limit
 */
export async function placeMask(
  base64: string,
  at: { readonly x: number; readonly y: number },
  size: Size,
  mostPixels: number
): Promise<PlacedMask> {
  const png = readPng(Buffer.from(base64, 'base64'))
  if (png.width * png.height > mostPixels) throw new PngError(`it has ${png.width}×${png.height} pixels`)
  const writer = new RunWriter()
  let clipped = false
  let y = at.y
  for await (const row of png.rows()) {
    clipped = placeRow(writer, row, png, { x: at.x, y: y++ }, size) || clipped
  }
  return { runs: { ...size, counts: writer.finish(size.width * size.height) }, clipped }
}

/** Adds the runs of a row; says whether some of them lay outside of the image. */
function placeRow(
  writer: RunWriter,
  row: ArrayLike<number>,
  { width, channels }: { width: number; channels: number },
  at: { x: number; y: number },
  size: Size
): boolean {
  let clipped = false
  let x = 0
  while (x < width) {
    if (!row[x * channels]) {
      x++
      continue
    }
    const start = x
    while (x < width && row[x * channels]) x++
    const from = Math.max(0, at.x + start)
    const to = Math.min(size.width, at.x + x)
    const isInside = at.y >= 0 && at.y < size.height && from < to
    if (isInside) writer.add(at.y * size.width + from, at.y * size.width + to)
    if (!isInside || to - from < x - start) clipped = true
  }
  return clipped
}
