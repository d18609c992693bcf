import { cocoOutline } from '../../formats/coco/cocoShape'
import { instancesFile, parseCocoPart, type CocoPart } from '../cocoInstances'
import type { OutputFormat, NamedResult } from './outputFormat'
import { maskFromRle, maskShape } from '@shared/mask/maskData'
import type { Rle } from '@shared/mask/rle'
import { countsFromString } from '@shared/mask/rleString'
import type { MaskShape } from '@shared/schema/shape'
import type { EverythingMaskJson } from './resultJson'
import { fromColumnMajor } from '@shared/mask/columnMajor'
import { yoloSegmentLine } from '../../formats/yolo/yolo'
import { createCanvas, ImageData } from '@napi-rs/canvas'
import { PNG } from 'pngjs'
import { paletteColor } from '@shared/schema/label'
import { decodeImageFile } from '../../imaging/decode'

const OPACITY = 0.5

/**
 * Two images: an overlay with each mask in its own color, and a 16-bit index map: 0 is background, n the n-th mask.
 * Smaller masks are on top of larger ones in both.
 */
const pngFormat: OutputFormat = {
  async files(image) {
    return [
      { name: `${image.stem}.overlay.png`, content: await overlay(image) },
      { name: `${image.stem}.ids.png`, content: idMap(image) }
    ]
  }
}

async function overlay({ result, path }: NamedResult): Promise<Uint8Array> {
  const { width, height } = result
  const { data, channels } = await decodeImageFile(path)
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) pixels[i * 4 + c] = data[i * channels + c] ?? 0
  }
  for (const { rle, number } of largestFirst(result)) {
    const color = paletteColor(number - 1)
    const tone = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
    forEachPixel(rle, (i) => {
      tone.forEach((value, c) => {
        pixels[i * 4 + c] = (data[i * channels + c] ?? 0) * (1 - OPACITY) + value * OPACITY
      })
    })
  }
  const canvas = createCanvas(width, height)
  canvas.getContext('2d').putImageData(new ImageData(pixels, width, height), 0, 0)
  return canvas.encode('png')
}

function idMap({ result }: NamedResult): Uint8Array {
  const { width, height } = result
  const numbers = new Uint16Array(width * height)
  for (const { rle, number } of largestFirst(result)) forEachPixel(rle, (i) => (numbers[i] = number))
  const png = new PNG({ width, height, colorType: 0, bitDepth: 16, inputColorType: 0, inputHasAlpha: false })
  png.data = Buffer.from(numbers.buffer)
  return PNG.sync.write(png, { colorType: 0, bitDepth: 16, inputColorType: 0, inputHasAlpha: false })
}

function largestFirst({ masks }: NamedResult['result']): { rle: Rle; number: number }[] {
  return masks
    .map((mask, i) => ({ rle: rleOf(mask), number: i + 1, area: mask.area }))
    .sort((a, b) => b.area - a.area)
}

function forEachPixel({ counts }: Rle, visit: (pixel: number) => void): void {
  let at = 0
  counts.forEach((run, i) => {
    if (i % 2 === 1) for (let pixel = at; pixel < at + run; pixel++) visit(pixel)
    at += run
  })
}

/** One instances file for all images, with the single category "object". */
const cocoFormat: OutputFormat = {
  files({ result, name, stem }) {
    const part: CocoPart = {
      image: { file_name: name, width: result.width, height: result.height },
      annotations: result.masks.flatMap((mask) => {
        const outline = cocoOutline(shapeOf(mask), result, false)
        if (!outline) return []
        const { predicted_iou, stability_score } = mask
        return [{ category_id: 1, ...outline, iscrowd: 0 as const, predicted_iou, stability_score }]
      })
    }
    return [{ name: `.everything/${stem}.json`, content: JSON.stringify(part) }]
  },
  gather: {
    name: 'annotations.json',
    text: (files) =>
      instancesFile('Whole-image segmentation by Maskwright', [{ id: 1, name: 'object' }], parts(files))
  }
}

async function* parts(files: AsyncIterable<string>): AsyncGenerator<CocoPart> {
  for await (const text of files) yield parseCocoPart(text)
}

/** Row-major RLE of a mask. */
function rleOf({ segmentation }: EverythingMaskJson): Rle {
  const [height, width] = segmentation.size
  return fromColumnMajor({ width, height, counts: countsFromString(segmentation.counts) })
}

/** The mask as the shape that the dataset formats take. */
function shapeOf(mask: EverythingMaskJson): MaskShape {
  return maskShape(maskFromRle(rleOf(mask)))
}

/** The documented JSON, one file per image. */
const jsonFormat: OutputFormat = {
  files: ({ result, stem }) => [{ name: `${stem}.json`, content: `${JSON.stringify(result)}\n` }]
}

/** One label file per image, like Ultralytics' auto_annotate; every mask has class 0. */
const yoloFormat: OutputFormat = {
  files({ result, stem }) {
    const lines = result.masks.flatMap((mask) => yoloSegmentLine(0, shapeOf(mask), result) ?? [])
    return [{ name: `${stem}.txt`, content: lines.map((line) => `${line}\n`).join('') }]
  }
}

/** The values of `--format`. */
export const outputFormats = {
  json: jsonFormat,
  coco: cocoFormat,
  'yolo-seg': yoloFormat,
  png: pngFormat
} as const satisfies Record<string, OutputFormat>

export type OutputFormatName = keyof typeof outputFormats
