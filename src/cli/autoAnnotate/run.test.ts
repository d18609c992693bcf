import { existsSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { boxIou } from '@shared/geometry/box'
import { shapeBounds } from '@shared/geometry/shape'
import { parseYolo } from '../../main/formats/yolo/yolo'
import { AutoAnnotator } from '../../main/inference/engine/autoAnnotate/autoAnnotator'
import { openModel } from '../../main/inference/engine/promptable/openModel'
import { modelDir, samplePath, sharedFixturePath } from '../../main/inference/engine/testing/samples'
import type { Console } from '../console'
import { runMerge } from '../merge/run'
import { runProgram, type ExitCode } from '../program'
import { UsageError } from '../usageError'
import type { AutoAnnotateRequest } from './request'
import type { AutoAnnotateJson } from './resultJson'
import { runAutoAnnotate, type Annotator } from './run'

const detModel = sharedFixturePath('models/yolox_nano.onnx')

let folder: string
let printed: string[]
let told: string[]
/** Sizes of the images that were annotated. */
let annotated: string[]

const console: Console = {
  out: (line) => printed.push(line),
  error: (line) => told.push(line),
  interactive: false
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'auto-annotate-'))
  await mkdir(join(folder, 'photos/sub'), { recursive: true })
  await copyFile(samplePath('nagasaki-boats'), join(folder, 'photos/boats.jpg'))
  await copyFile(samplePath('groceries'), join(folder, 'photos/sub/groceries.jpg'))
  ;[printed, told, annotated] = [[], [], []]
})

afterEach(() => rm(folder, { recursive: true }))

async function openReal(): Promise<Annotator> {
  const annotator = await AutoAnnotator.open({ detector: detModel, outliner: () => openModel(modelDir) })
  return new Proxy(annotator, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (name !== 'annotate') return typeof value === 'function' ? (value.bind(target) as unknown) : value
      return (...[image, options, signal]: Parameters<AutoAnnotator['annotate']>) => {
        annotated.push(`${image.width}×${image.height}`)
        return target.annotate(image, options, signal)
      }
    }
  })
}

function run(
  change: Partial<AutoAnnotateRequest> = {},
  signal = new AbortController().signal
): Promise<ExitCode> {
  const request: AutoAnnotateRequest = {
    data: join(folder, 'photos'),
    detModel,
    confidence: 0.3,
    iou: 0.7,
    maxDetections: 300,
    minSize: 0,
    format: 'yolo-seg',
    json: false,
    ...change
  }
  annotated = []
  return runAutoAnnotate(request, console, signal, openReal)
}

const labels = (): string => join(folder, 'photos_auto_annotate_labels')

describe.skipIf(!existsSync(detModel))(`auto-annotate (needs ${detModel})`, { timeout: 300_000 }, () => {
  it('writes a label file for each image, as Ultralytics does, and nothing twice', async () => {
    expect(await run({ json: true })).toBe(0)
    const results = printed.map((line) => JSON.parse(line) as AutoAnnotateJson)
    expect(results.map(({ image }) => image)).toEqual(
      ['boats.jpg', 'sub/groceries.jpg'].map((name) => join(folder, 'photos', name))
    )
    for (const [i, name] of ['boats.txt', 'sub/groceries.txt'].entries()) {
      const result = results[i]
      const content = await readFile(join(labels(), name), 'utf8')
      const found = parseYolo(content, result ?? { width: 0, height: 0 })
      expect(found.length).toBeGreaterThan(0)
      expect(found.map(({ classIndex }) => classIndex)).toEqual(result?.objects.map((object) => object.class))
      found.forEach(({ shape }, at) => {
        const [x, y, width, height] = result?.objects[at]?.box ?? [0, 0, 0, 0]
        const bounds = shapeBounds(shape) ?? { x: 0, y: 0, width: 0, height: 0 }
        expect(boxIou(bounds, { x, y, width, height })).toBeGreaterThan(0.3)
      })
    }
    expect(results[0]?.objects.map(({ name }) => name)).toContain('boat')
    expect(results[0]).toMatchObject({
      det_model: 'yolox_nano.onnx',
      sam_model: 'mobile-sam',
      source: 'detector'
    })

    expect(await run()).toBe(0)
    expect(annotated).toEqual([])
    expect(told.at(-1)).toContain('2 done before')
    // Other settings, other results.
    expect(await run({ confidence: 0.6 })).toBe(0)
    expect(annotated).toHaveLength(2)
  })

  it('goes on where it was interrupted, and past images that fail', async () => {
    await writeFile(join(folder, 'photos/broken.jpg'), 'no picture')
    const abort = new AbortController()
    const stopping: Console = {
      ...console,
      out: () => abort.abort()
    }
    const request = { data: join(folder, 'photos'), detModel, confidence: 0.3, iou: 0.7, maxDetections: 300 }
    const more = { minSize: 0, format: 'coco', json: true } as const
    expect(await runAutoAnnotate({ ...request, ...more }, stopping, abort.signal, openReal)).toBe(1)
    expect(annotated).toHaveLength(1)
    expect(told.at(-1)).toContain('interrupted')
    expect(await run(more)).toBe(1)
    expect(annotated).toHaveLength(1)
    expect(told).toContainEqual(expect.stringContaining('broken.jpg'))
    expect(told.at(-1)).toContain('1 annotated with')
    expect(told.at(-1)).toContain('1 done before, 1 failed')
    const dataset = JSON.parse(await readFile(join(labels(), 'annotations.json'), 'utf8')) as {
      images: { file_name: string }[]
      annotations: { category_id: number; score: number }[]
      categories: { id: number; name: string }[]
    }
    expect(dataset.images.map(({ file_name }) => file_name)).toEqual(['boats.jpg', 'sub/groceries.jpg'])
    expect(dataset.categories).toHaveLength(80)
    const names = dataset.annotations.map(({ category_id }) => dataset.categories[category_id - 1]?.name)
    expect(names).toContain('boat')
  })

  it.each(['yolo-seg', 'coco'] as const)('gives in shards what a single run gives (%s)', async (format) => {
    await run({ format, outputDir: join(folder, 'whole') })
    const sizes: string[] = []
    for (const number of [1, 2, 3]) {
      await run({ format, outputDir: join(folder, 'parts'), shard: { number, of: 3 } })
      sizes.push(...annotated)
    }
    expect(sizes).toHaveLength(2)
    const shards = [1, 2, 3].map((number) => join(folder, 'parts', `shard-${number}-of-3`))
    expect(await runMerge({ shards, out: join(folder, 'merged') }, console)).toBe(0)
    expect(await contentsOf(join(folder, 'merged'))).toEqual(await contentsOf(join(folder, 'whole')))
  })

  it('takes only the classes that are asked for', async () => {
    const data = join(folder, 'photos/boats.jpg')
    expect(await run({ data, classes: 'person, 8', json: true, outputDir: join(folder, 'some') })).toBe(0)
    const { objects } = JSON.parse(printed[0] ?? '') as AutoAnnotateJson
    expect(new Set(objects.map(({ name }) => name))).toEqual(new Set(['boat']))
    await expect(run({ classes: 'boat, submarine' })).rejects.toThrow(UsageError)
  })
})

describe('auto-annotate on the command line', () => {
  it.each([
    [['auto-annotate', 'photos'], '--det-model'],
    [['auto-annotate', 'photos', '--det-model', 'x.onnx', '--conf', '2'], '--conf 2'],
    [['auto-annotate', 'photos', '--det-model', 'x.onnx', '--shard', '3/2'], '--shard 3/2']
  ])('refuses %j', async (argv, message) => {
    expect(await runProgram(argv, '0', console)).toBe(2)
    expect(told.join('\n')).toContain(message)
  })

  it('says when a detector is no model', async () => {
    const model = join(folder, 'det.onnx')
    await writeFile(model, 'no model')
    const argv = ['auto-annotate', join(folder, 'photos'), '--det-model', model]
    expect(await runProgram(argv, '0', console)).toBe(1)
    expect(told.join('\n')).toContain('cannot be read as an ONNX model')
  })
})

/** Every file that is not hidden, by its name. */
async function contentsOf(root: string): Promise<Record<string, string>> {
  const names = (await readdir(root, { recursive: true })).filter((name) => !name.startsWith('.'))
  const contents: Record<string, string> = {}
  for (const name of names.sort()) {
    if ((await stat(join(root, name))).isFile()) contents[name] = await readFile(join(root, name), 'utf8')
  }
  return contents
}
