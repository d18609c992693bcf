import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { problemParams } from '@shared/schema/problem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problemOf } from '../engineProblem'
import { openDetector } from './openDetector'
import { failedModel, unknownModel } from '../models/modelErrors'
import { colourImage } from './testing/colourImage'
import {
  CELLS,
  PROBE,
  table,
  transposed,
  writeTinyModel,
  type TinyModel,
  type Value
} from './testing/tinyModel'

const image = colourImage(64, 64, [255, 255, 255])
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'detector-'))
})

afterAll(() => rm(folder, { recursive: true }))

const yolov8 = (row: readonly Value[], type: 'float32' | 'float16' = 'float32'): TinyModel => ({
  outputs: [{ name: 'output0', dims: [1, 6, CELLS], values: transposed(CELLS, 6, { 0: row }), type }]
})

/** What opening and running a file fails with, as the problem that a person is told. */
async function problemWith(path: string): Promise<ReturnType<typeof problemOf> | undefined> {
  try {
    const detector = await openDetector(path, { threads: 1 })
    await detector.run(image).finally(() => detector.release())
  } catch (error) {
    return problemOf(error)
  }
  return undefined
}

describe('openDetector', () => {
  it.each(['float32', 'float16'] as const)('names outputs that are no numbers, in %s', async (type) => {
    const path = await writeTinyModel(folder, yolov8([32, 32, 16, 8, NaN, 0], type))
    expect(await problemWith(path)).toMatchObject({
      kind: 'model-nan',
      params: { file: 'model.onnx', output: 'output0' }
    })
  })

  it('takes infinite scores of 16-bit numbers for what they are', async () => {
    const path = await writeTinyModel(folder, yolov8([32, 32, 16, 8, 1e6, 0], 'float16'))
    expect(await problemWith(path)).toBeUndefined()
  })

  it('lists what an unknown model has', async () => {
    const path = await writeTinyModel(folder, {
      outputs: [{ name: 'y', dims: [1, 4], values: table(1, 4, {}) }]
    })
    const problem = await problemWith(path)
    expect(problem).toMatchObject({
      kind: 'model-unknown',
      params: { file: 'model.onnx', inputs: 'images float32[1, 3, 64, 64]', outputs: 'y float32[1, 4]' }
    })
    expect(problem?.params['families']).toContain('FastSAM')
  })

  it('lists no more than a sentence holds', () => {
    const many = Array.from({ length: 500 }, (_, i) => `input${i}`)
    const { params } = unknownModel('/a/b.onnx', many, ['y'.repeat(5000)], [])
    expect(params['inputs']).toMatch(/^input0; input1; .*; input11; … \(500\)$/)
    expect(params['outputs']).toBe('y'.repeat(200))
  })

  it('names what the run-time cannot load', async () => {
    const output = { name: 'output0', dims: [1, 6, CELLS], values: transposed(CELLS, 6, {}) }
    // The operator's name is changed in place, by one of the same length.
    const path = await writeTinyModel(folder, { outputs: [output] })
    const bytes = await readFile(path)
    const broken = Buffer.from(bytes.toString('latin1').replace('ReduceMean', 'ReduceXean'), 'latin1')
    await writeFile(path, broken)
    expect(await problemWith(path)).toMatchObject({ kind: 'model-failed', params: { file: 'model.onnx' } })
  })

  it('names what the run-time cannot run, and works on', async () => {
    const output = {
      name: 'output0',
      dims: [1, 6, CELLS],
      values: transposed(CELLS, 6, { 0: [8, 8, 4, 4, PROBE, 0] })
    }
    const good = await openDetector(await writeTinyModel(folder, { outputs: [output] }, 'good.onnx'), {
      threads: 1
    })
    const bad = await writeTinyModel(folder, yolov8([NaN]), 'bad.onnx')
    expect(await problemWith(bad)).toMatchObject({ kind: 'model-nan', params: { file: 'bad.onnx' } })
    expect(await good.run(image)).toHaveLength(1)
    expect(await good.run(image, { confidence: 1 })).toEqual([])
    await good.release()
  })

  it('tells a lack of memory from other failures', () => {
    const kind = (message: string): string => failedModel('/a/b.onnx', new Error(message)).kind
    expect(kind('std::bad_alloc')).toBe('model-out-of-memory')
    expect(kind('Array buffer allocation failed')).toBe('model-out-of-memory')
    expect(kind('Failed to allocate memory for requested buffer of size 99')).toBe('model-out-of-memory')
    expect(kind('Non-zero status code returned while running Reshape')).toBe('model-failed')
  })

  it('leaves out where in the run-time it happened', () => {
    const place =
      '/onnxruntime_src/onnxruntime/core/graph/model.cc:202 onnxruntime::Model::Model(onnx::ModelProto&&, int)'
    const { message, params } = failedModel('/a/b.onnx', new Error(`${place} Unsupported model`))
    expect(params['reason']).toBe('Unsupported model')
    expect(message).toContain(place)
    expect(failedModel('/a/b.onnx', new Error('plain')).params['reason']).toBe('plain')
  })

  it('has problems that carry what their sentences name', () => {
    const errors = [failedModel('/a/b.onnx', 'odd'), unknownModel('/a/b.onnx', ['x'], ['y'], ['YOLOX'])]
    for (const { kind, params } of errors.map(problemOf)) {
      for (const name of problemParams[kind]) expect(params).toHaveProperty(name)
    }
  })
})
