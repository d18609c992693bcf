import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { boxIou } from '@shared/geometry/box'
import { shapeBounds } from '@shared/geometry/shape'
import { parseYolo } from '../../formats/yolo/yolo'
import { realPorts } from '../../engine/testing/realPorts'
import { writeBoatDetector } from '../../engine/detect/testing/boatDetector'
import { samplePath } from '../../imaging/testing/samples'
import type { PortFactory } from '../../rpc/port'
import type { Console } from '../console'
import { runMerge } from '../merge/run'
import { runProgram } from '../program'
import { UsageError, type ExitCode } from '../exits'
import { findModels, type AnnotatorModels } from './annotator'
import type { AutoAnnotateRequest } from './request'
import type { AutoAnnotateJson } from './resultJson'
import { runAutoAnnotate } from './run'

let port: PortFactory
let folder: string
let detModel: string
let printed: string[]
let told: string[]
/** Names of the images that were annotated. */
let annotated: string[]

const console: Console = {
  out: (line) => printed.push(line),
  error: (line) => told.push(line),
  interactive: false
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'auto-annotate-'))
  detModel = await writeBoatDetector(folder)
  await mkdir(join(folder, 'photos/sub'), { recursive: true })
  await copyFile(samplePath('nagasaki-boats'), join(folder, 'photos/boats.jpg'))
  await copyFile(samplePath('groceries'), join(folder, 'photos/sub/groceries.jpg'))
  ;[printed, told, annotated] = [[], [], []]
})

afterEach(() => rm(folder, { recursive: true }))

/** The real models in real threads, which note what they are given. */
async function findReal(request: AutoAnnotateRequest): Promise<AnnotatorModels> {
  const models = await findModels(request, port)
  return {
    ...models,
    async start(images, onWarning) {
      const lanes = await models.start(images, onWarning)
      return {
        annotate(path, options) {
          annotated.push(relative(join(folder, 'photos'), path).replaceAll(sep, '/'))
          return lanes.annotate(path, options)
        },
        cancel: () => lanes.cancel(),
        close: () => lanes.close(),
        count: lanes.count,
        fallback: lanes.fallback
      }
    }
  }
}

function run(
  change: Partial<AutoAnnotateRequest> = {},
  signal = new AbortController().signal,
  to = console
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
  return runAutoAnnotate(request, to, signal, findReal)
}

const labels = (): string => join(folder, 'photos_auto_annotate_labels')

describe('auto-annotate', { timeout: 300_000 }, () => {
  beforeAll(async () => {
    port = (await realPorts()).lanePort
  }, 120_000)

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
      det_model: 'boats.onnx',
      sam_model: 'mobile-sam',
      source: 'detector'
    })

    expect(await run()).toBe(0)
    expect(annotated).toEqual([])
    expect(told.at(-1)).toContain('2 skipped (already done)')
    // Other settings, other results.
    expect(await run({ confidence: 0.6 })).toBe(0)
    expect(annotated).toHaveLength(2)
  })

  it('goes on where it was interrupted, and past images that fail', async () => {
    await writeFile(join(folder, 'photos/broken.jpg'), 'no picture')
    const more = { format: 'coco', json: true } as const
    const abort = new AbortController()
    // The first line is that of the first image, whichever was ready before.
    const stopping: Console = {
      ...console,
      out: (line) => {
        printed.push(line)
        abort.abort()
      }
    }
    expect(await run(more, abort.signal, stopping)).toBe(1)
    const first = printed.map((line) => (JSON.parse(line) as AutoAnnotateJson).image)
    expect(first[0]).toBe(join(folder, 'photos/boats.jpg'))
    expect(told.at(-1)).toContain(`${first.length} annotated with`)
    expect(told.at(-1)).toContain('interrupted')
    expect(await run(more)).toBe(1)
    expect(annotated).not.toContain('boats.jpg')
    expect(printed).toHaveLength(2)
    expect(told).toContainEqual(expect.stringContaining('broken.jpg'))
    expect(told.at(-1)).toContain(`${2 - first.length} annotated with`)
    expect(told.at(-1)).toContain(`${first.length} skipped (already done), 1 failed`)
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
    const names: string[] = []
    for (const number of [1, 2, 3]) {
      await run({ format, outputDir: join(folder, 'parts'), shard: { number, of: 3 } })
      names.push(...annotated)
    }
    expect(names.sort()).toEqual(['boats.jpg', 'sub/groceries.jpg'])
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
    if ((await stat(join(root, name))).isFile())
      contents[name.replaceAll(sep, '/')] = await readFile(join(root, name), 'utf8')
  }
  return contents
}
