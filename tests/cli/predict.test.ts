import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { decodeRle, type Rle } from '@shared/mask/rle'
import { countsFromString } from '@shared/mask/rleString'
import type { MaskJson, PredictionJson } from '../../src/cli/predict/predictionJson'
import { maskwright, pasture, temporaryFolder } from './run'
import { fromColumnMajor } from '@shared/mask/columnMajor'
import { intersectionArea, rleArea, rleBounds } from '@shared/mask/measure'

const lamb = ['--point', '530,370'] as const
const ewe = ['--box', '424,166,760,442'] as const

/** The mask in memory's order. */
function rle({ segmentation: { size, counts } }: MaskJson): Rle {
  const [height, width] = size
  return fromColumnMajor({ width, height, counts: countsFromString(counts) })
}

/** The only line of a call that must go well. */
async function predict(...words: readonly string[]): Promise<PredictionJson> {
  const { code, out, errors } = await maskwright('predict', pasture, ...words, '--json')
  expect([code, errors, out.length]).toEqual([0, '', 1])
  return JSON.parse(out[0] ?? '') as PredictionJson
}

function only({ masks }: PredictionJson): MaskJson {
  const [mask, ...others] = masks
  if (!mask || others.length > 0) throw new Error(`${masks.length} masks instead of one`)
  return mask
}

const covers = (mask: MaskJson, x: number, y: number): boolean =>
  decodeRle(rle(mask)).data[y * 1024 + x] === 1

async function pixels(from: string | Buffer): Promise<Uint8ClampedArray> {
  const image = await loadImage(from)
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  return context.getImageData(0, 0, image.width, image.height).data
}

describe('predict', () => {
  it('says why it does not run on the device that was asked for, and runs on the processor', async () => {
    const device = process.platform === 'win32' ? 'coreml' : 'dml'
    const words = ['predict', pasture, ...lamb, '--json', '--device', device]
    const { code, out, errors } = await maskwright(...words)
    expect(code).toBe(0)
    expect(errors).toMatch(new RegExp(`falling back to the CPU: ${device}: .+`))
    expect((JSON.parse(out[0] ?? '') as PredictionJson).masks).toEqual((await predict(...lamb)).masks)
  })

  it('prints the documented JSON, and draws the mask', async () => {
    const file = join(await temporaryFolder(), 'new', 'lamb.png')
    const result = await predict(...lamb, '--out', file)
    const milliseconds: unknown = expect.any(Number)
    expect(result).toEqual({
      image: pasture,
      width: 1024,
      height: 498,
      model: 'mobile-sam',
      timings: { decode_ms: milliseconds, encode_ms: milliseconds, predict_ms: milliseconds },
      masks: [
        {
          object: 0,
          index: 2,
          score: expect.closeTo(0.98, 1) as unknown,
          bbox: expect.any(Array) as unknown,
          area: expect.any(Number) as unknown,
          segmentation: { size: [498, 1024], counts: expect.any(String) as unknown }
        }
      ]
    })
    const mask = only(result)
    const runs = rle(mask)
    expect(rleArea(runs)).toBe(mask.area)
    const box = rleBounds(runs)
    expect(box && [box.x, box.y, box.width, box.height]).toEqual(mask.bbox)

    const inside = decodeRle(runs).data
    const [drawn, original] = [await pixels(file), await pixels(await readFile(pasture))]
    expect(drawn).toHaveLength(original.length)
    let tinted = 0
    let spoiled = 0
    for (let i = 0; i < inside.length; i++) {
      const moved = [0, 1, 2].some((c) => Math.abs((drawn[i * 4 + c] ?? 0) - (original[i * 4 + c] ?? 0)) > 8)
      if (moved && inside[i] === 1) tinted++
      else if (moved) spoiled++
    }
    expect(tinted).toBeGreaterThan(mask.area * 0.99)
    expect(spoiled).toBe(0)
  })

  it('gives all four masks, the best among them', async () => {
    const { masks } = await predict(...lamb, '--multimask')
    expect(masks.map(({ index }) => index)).toEqual([0, 1, 2, 3])
    expect(masks.every((mask) => covers(mask, 530, 370))).toBe(true)
    expect(masks.every((mask) => rleArea(rle(mask)) === mask.area)).toBe(true)
  })

  it('takes points away; more than one point is answered by the single-mask token', async () => {
    const mask = only(await predict(...lamb, '--point', '600,330,0'))
    expect(mask.index).toBe(0)
    expect([covers(mask, 530, 370), covers(mask, 600, 330)]).toEqual([true, false])
  })

  it('outlines what is in a box, also with points', async () => {
    const whole = only(await predict(...ewe))
    const [left, top, width, height] = whole.bbox
    expect([left > 400, top > 150, left + width < 780, top + height < 470]).toEqual([true, true, true, true])
    expect(covers(whole, 480, 240)).toBe(true)
    const less = only(await predict(...ewe, '--point', '530,370,0'))
    expect(intersectionArea(rle(whole), rle(less))).toBeGreaterThan(less.area * 0.9)
    expect(covers(less, 530, 370)).toBe(false)
  })

  it('takes each box, and each group of points, as an object of its own', async () => {
    const ewes = ['--box', '424,166,760,442', '--box', '100,200,300,400'] as const
    const both = await predict(...ewes)
    expect(both.masks.map(({ object }) => object)).toEqual([0, 1])
    const alone = await Promise.all([predict(...ewe), predict('--box', '100,200,300,400')])
    expect(both.masks.map((mask) => rle(mask))).toEqual(alone.map((one) => rle(only(one))))

    const groups = await predict('--points', '530,370;600,330,0', '--points', '480,240')
    expect(groups.masks.map(({ object, index }) => [object, index])).toEqual([
      [0, 0],
      [1, expect.any(Number)]
    ])
    const [first] = groups.masks
    expect(first && [covers(first, 530, 370), covers(first, 600, 330)]).toEqual([true, false])
  })

  it('does the rest when some inputs are bad, and says which, with exit code 1', async () => {
    const folder = await temporaryFolder()
    const [bad, missing, small] = [
      join(folder, 'list.jpg'),
      join(folder, 'no.jpg'),
      join(folder, 'small.png')
    ]
    const drawings = join(folder, 'drawings')
    await mkdir(drawings)
    await writeFile(bad, 'bread, milk')
    await writeFile(small, createCanvas(20, 20).toBuffer('image/png'))
    const inputs = [bad, missing, small, pasture] as const
    const { code, out, errors } = await maskwright('predict', ...inputs, ...lamb, '--out', drawings)
    expect(code).toBe(1)
    expect(errors.split('\n')).toEqual([
      expect.stringMatching(/list\.jpg.* not an image/),
      expect.stringMatching(/no\.jpg.* missing/),
      expect.stringMatching(/small\.png: point 530,370 is outside the image \(20×20 px\)/)
    ])
    const drawing = join(drawings, 'image.png')
    expect(out).toEqual([
      `${pasture} (1024×498)`,
      expect.stringMatching(/^ {2}mask 2: predicted IoU 0\.\d{4}, \d+ pixels, box \d+,\d+,\d+,\d+$/),
      `  overlay written to ${drawing}`
    ])
    expect(await readdir(drawings)).toEqual(['image.png'])
  })
})
