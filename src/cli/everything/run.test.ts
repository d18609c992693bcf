import { access, mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { PNG } from 'pngjs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { resolveEverythingParams, type EverythingInput } from '@shared/segment/validate'
import { patchToRle } from '@shared/mask/patch'
import type { Proposal } from '@shared/segment/proposal'
import { EngineError } from '@shared/engineError'
import type { Console } from '../console'
import type { ExitCode } from '../exits'
import type { OutputFormatName } from './outputFormats'
import type { EverythingJson } from './resultJson'
import { runEverything } from './run'
import type { ImageSegmenter } from '../../library/segmenter'
import { rleArea } from '@shared/mask/measure'

const timings = {
  total_ms: 123.4,
  first_ms: 45,
  encode_ms: 30,
  prepare_ms: 5,
  points_ms: 80,
  nms_ms: 3,
  worker: { workers: 2, masked: 4, masked_ms: 60, unmasked: 5, unmasked_ms: 50, filter_ms: 9 }
}

const WIDTH = 20
const HEIGHT = 10

let folder: string
let segmented: string[]
let printed: string[]
let told: string[]
/** Paths that cannot be segmented. */
let broken: string[]
let masks: Proposal[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'everything-cli-'))
  await mkdir(join(folder, 'in/sub'), { recursive: true })
  for (const name of ['b.png', 'a.png', 'sub/a.png']) await writeImage(name)
  segmented = []
  printed = []
  told = []
  broken = []
  masks = [proposal(2, 1, 6, 5), proposal(3, 2, 2, 2)]
})

afterEach(() => rm(folder, { recursive: true }))

async function writeImage(name: string): Promise<void> {
  const canvas = createCanvas(WIDTH, HEIGHT)
  await writeFile(join(folder, 'in', name), await canvas.encode('png'))
}

function proposal(x: number, y: number, width: number, height: number): Proposal {
  const data = new Uint8Array(width * height).fill(1)
  const rle = patchToRle({ x, y, width, height, data }, { width: WIDTH, height: HEIGHT })
  return {
    id: `${x}.${y}`,
    rle,
    bbox: { x, y, width, height },
    area: rleArea(rle),
    predictedIou: 0.9,
    stability: 0.96,
    point: { x: x + 0.5, y: y + 0.5 },
    cropBox: { x: 0, y: 0, width: WIDTH, height: HEIGHT }
  }
}

const console: Console = {
  out: (line) => printed.push(line),
  error: (line) => told.push(line),
  interactive: false
}

function fakeSegmenter(signal: AbortSignal): ImageSegmenter {
  return {
    modelHash: 'model',
    segment(path) {
      if (signal.aborted) throw new EngineError('cancelled', 'cancelled')
      if (broken.includes(path)) throw new EngineError('image-unreadable', 'it is not an image')
      segmented.push(path)
      return Promise.resolve({ width: WIDTH, height: HEIGHT, proposals: masks, decodes: 9, timings })
    },
    close: () => Promise.resolve()
  }
}

interface Asked {
  readonly words?: readonly string[]
  readonly format?: OutputFormatName
  readonly out?: string | undefined
  readonly params?: EverythingInput
  readonly signal?: AbortSignal
  readonly timings?: boolean
}

function run(asked: Asked = {}): Promise<ExitCode> {
  const { words = [join(folder, 'in')], format = 'json', params = {} } = asked
  const { signal = new AbortController().signal, timings = false } = asked
  const out = 'out' in asked ? asked.out : join(folder, 'out')
  const settings = { params: resolveEverythingParams(params), strategy: 'fast' as const }
  const request = { words, ...settings, format, out, timings }
  segmented = []
  return runEverything(request, console, signal, () => Promise.resolve(fakeSegmenter(signal)))
}

const output = (name: string): Promise<string> => readFile(join(folder, 'out', name), 'utf8')
const input = (name: string): string => join(folder, 'in', name)
const isThere = (name: string): Promise<boolean> => {
  return access(join(folder, 'out', name)).then(
    () => true,
    () => false
  )
}

describe('`everything` over a folder', () => {
  it('segments all images in it and below, and keeps its folders', async () => {
    expect(await run()).toBe(0)
    expect(segmented).toEqual([input('a.png'), input('b.png'), input('sub/a.png')])
    for (const name of ['a.json', 'b.json', 'sub/a.json']) expect(await isThere(name)).toBe(true)
    expect(told.at(-1)).toContain('3 segmented')
    expect(printed).toEqual([])
  })

  it('does nothing twice', async () => {
    await run()
    expect(await run()).toBe(0)
    expect(segmented).toEqual([])
    expect(told.at(-1)).toContain('3 skipped (already done)')
  })

  it('does again what changed or vanished', async () => {
    await run()
    await utimes(input('b.png'), new Date(), new Date(Date.now() + 5000))
    await rm(join(folder, 'out/sub/a.json'))
    await run()
    expect(segmented).toEqual([input('b.png'), input('sub/a.png')])
  })

  it('does everything again with other settings', async () => {
    await run()
    await run({ params: { pointsPerSide: 16 } })
    expect(segmented).toHaveLength(3)
    await run({ params: { pointsPerSide: 16 } })
    expect(segmented).toEqual([])
  })

  it('goes on after an image that fails', async () => {
    broken = [input('a.png')]
    expect(await run()).toBe(1)
    expect(segmented).toEqual([input('b.png'), input('sub/a.png')])
    expect(told[0]).toContain(`${input('a.png')}: it is not an image`)
    broken = []
    expect(await run()).toBe(0)
    expect(segmented).toEqual([input('a.png')])
  })

  it('stops when it is interrupted, and goes on from there', async () => {
    const abort = new AbortController()
    const stopping: Console = { ...console }
    const request = {
      words: [join(folder, 'in')],
      params: resolveEverythingParams(),
      strategy: 'fast' as const,
      format: 'json' as const,
      out: join(folder, 'out')
    }
    const code = await runEverything(request, stopping, abort.signal, () => {
      const segmenter = fakeSegmenter(abort.signal)
      return Promise.resolve({
        ...segmenter,
        segment(path, options) {
          const result = segmenter.segment(path, options)
          abort.abort()
          return result
        }
      })
    })
    expect(code).toBe(1)
    expect(told.at(-1)).toContain('interrupted')
    expect(await run()).toBe(0)
    expect(segmented).toHaveLength(2)
  })

  it('does not take its own pictures for images', async () => {
    const out = join(folder, 'in/out')
    await run({ format: 'png', out })
    await run({ format: 'png', out })
    expect(segmented).toEqual([])
    expect(told.at(-1)).toContain('3 skipped (already done)')
  })

  it('starts anew when its notes are damaged', async () => {
    await run()
    await writeFile(join(folder, 'out/.everything-json.jsonl'), '{"version":2,')
    await run()
    expect(segmented).toHaveLength(3)
  })

  it('gives images of the same name from two folders names of their own', async () => {
    await run({ words: [input('a.png'), input('sub/a.png')] })
    expect(await isThere('a.json')).toBe(true)
    expect(await isThere('a-2.json')).toBe(true)
  })
})

describe('the results of `everything`', () => {
  it('say where the time went when asked', async () => {
    await run({ words: [input('a.png')], out: undefined, timings: true })
    expect(JSON.parse(printed[0] ?? '')).toMatchObject({ timings })
  })

  it('are printed as JSON without a folder', async () => {
    expect(await run({ words: [input('a.png')], out: undefined })).toBe(0)
    expect(printed).toHaveLength(1)
    const result = JSON.parse(printed[0] ?? '') as EverythingJson
    expect(result).toMatchObject({ image: input('a.png'), width: 20, height: 10, decodes: 9, seconds: 0.123 })
    expect(result.params).toMatchObject({ points_per_side: 32, strategy: 'fast' })
    expect(result).not.toHaveProperty('timings')
    expect(result.masks[0]).toEqual({
      // Column-major: 21 pixels before the third column's second row, then six columns of five, and the rest.
      segmentation: { size: [10, 20], counts: 'e055000000000g3' },
      bbox: [2, 1, 6, 5],
      area: 30,
      predicted_iou: 0.9,
      stability_score: 0.96,
      point: [2.5, 1.5],
      crop_box: [0, 0, 20, 10]
    })
  })

  it('need a folder in other formats', async () => {
    await expect(run({ format: 'coco', out: undefined })).rejects.toThrow('--format coco requires --out')
  })

  it('say where nothing was found, and what helps', async () => {
    masks = []
    expect(await run({ words: [input('a.png')] })).toBe(0)
    expect(told[0]).toMatch(/no masks found; try a lower --pred-iou-thresh/)
  })

  it('are one instances file as COCO, also after a second run', async () => {
    await run({ words: [input('a.png')], format: 'coco' })
    await run({ format: 'coco' })
    const file = JSON.parse(await output('annotations.json')) as {
      images: { id: number; file_name: string }[]
      annotations: { id: number; image_id: number; category_id: number; bbox: number[]; area: number }[]
      categories: unknown[]
    }
    expect(file.images.map(({ id, file_name }) => [id, file_name])).toEqual([
      [1, 'a.png'],
      [2, 'b.png'],
      [3, 'sub/a.png']
    ])
    expect(file.annotations.map(({ id, image_id }) => [id, image_id])).toEqual([
      [1, 1],
      [2, 1],
      [3, 2],
      [4, 2],
      [5, 3],
      [6, 3]
    ])
    expect(file.annotations[0]).toMatchObject({ category_id: 1, bbox: [2, 1, 6, 5], area: 30 })
    expect(file.categories).toEqual([{ id: 1, name: 'object', supercategory: '' }])
  })

  it('are label files for YOLO', async () => {
    await run({ words: [input('a.png')], format: 'yolo-seg' })
    const lines = (await output('a.txt')).trimEnd().split('\n')
    expect(lines).toHaveLength(2)
    const [classIndex, ...values] = (lines[0] ?? '').split(' ').map(Number)
    expect(classIndex).toBe(0)
    expect(values.every((value) => value >= 0 && value <= 1)).toBe(true)
  })

  it('are an overlay and a map of numbers as PNG', async () => {
    await run({ words: [input('a.png')], format: 'png' })
    expect(await isThere('a.overlay.png')).toBe(true)
    const bytes = await readFile(join(folder, 'out/a.ids.png'))
    const { width, height, depth, data } = PNG.sync.read(bytes, { skipRescale: true })
    expect({ width, height, depth }).toEqual({ width: WIDTH, height: HEIGHT, depth: 16 })
    // The reader makes RGBA of it; the smaller mask lies on the larger one.
    const numbers = new Uint16Array(data.buffer, data.byteOffset, WIDTH * HEIGHT * 4)
    expect([at(0, 0), at(2, 1), at(3, 2), at(7, 5), at(8, 5)]).toEqual([0, 1, 2, 1, 0])
    function at(x: number, y: number): number | undefined {
      return numbers[(y * WIDTH + x) * 4]
    }
  })
})
