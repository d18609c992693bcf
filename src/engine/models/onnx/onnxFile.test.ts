import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import onnxProto from 'onnx-proto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSession } from '../../runtime/ort'
import { modelDir } from '../../../imaging/testing/samples'
import { readOnnxFile, SUPPORTED_IR_VERSION, SUPPORTED_OPSET } from './onnxFile'
import { encodeTinyModel, writeTinyModel, type TinyModel } from '../../detect/testing/tinyModel'

const { onnx } = onnxProto

const tiny: TinyModel = {
  outputs: [{ name: 'output0', dims: [1, 2, 3], values: [1, 2, 3, 4, 5, 6], shape: ['batch', 2, 3] }],
  metadata: { task: 'detect', names: "{0: 'a'}" }
}

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onnx-'))
})

afterEach(() => rm(folder, { recursive: true }))

async function write(bytes: Uint8Array | string): Promise<string> {
  const path = join(folder, 'model.onnx')
  await writeFile(path, bytes)
  return path
}

/** A model whose weights lie in another file. */
function withExternalData(location: string, offset = 0, length = 16): Uint8Array {
  const entry = (key: string, value: string | number): { key: string; value: string } => ({
    key,
    value: `${value}`
  })
  const weights = {
    name: 'w',
    dataType: 1,
    dims: [4],
    dataLocation: onnx.TensorProto.DataLocation.EXTERNAL,
    externalData: [entry('location', location), entry('offset', offset), entry('length', length)]
  }
  const info = (name: string): object => {
    return { name, type: { tensorType: { elemType: 1, shape: { dim: [{ dimValue: 4 }] } } } }
  }
  return onnx.ModelProto.encode(
    onnx.ModelProto.create({
      irVersion: 8,
      opsetImport: [{ domain: '', version: 17 }],
      graph: {
        name: 'g',
        node: [{ opType: 'Add', input: ['x', 'w'], output: ['y'] }],
        initializer: [weights],
        input: [info('x')],
        output: [info('y')]
      }
    })
  ).finish()
}

/** The beginning of a field of that many bytes: its number, and the length in groups of seven bits. */
function lengthField(number: number, length: number): Buffer {
  const bytes = [number * 8 + 2]
  let rest = length
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
  return Buffer.from([...bytes, rest])
}

describe('readOnnxFile', () => {
  it('tells inputs, outputs, metadata, versions and counts', async () => {
    const bytes = encodeTinyModel(tiny)
    const path = await write(bytes)
    const file = await readOnnxFile(path)
    expect(file).toEqual({
      path,
      bytes: bytes.length,
      externalData: [],
      irVersion: 8,
      producer: 'tiny',
      opsets: new Map([['', 17]]),
      metadata: new Map(Object.entries(tiny.metadata ?? {})),
      inputs: [{ name: 'images', type: 'float32', shape: [1, 3, 64, 64] }],
      outputs: [{ name: 'output0', type: 'float32', shape: ['batch', 2, 3] }],
      // Cast, Slice, ReduceMean, Mul, Add, Cast; three whole numbers for the slice, two tables of six.
      layers: 6,
      parameters: 15
    })
  })

  it('reads the default model', async () => {
    const file = await readOnnxFile(join(modelDir, 'encoder.onnx'))
    expect(file).toMatchObject({ bytes: 28_085_517, layers: 1813, parameters: 5_731_712 })
    expect(file.inputs).toEqual([{ name: 'input', type: 'float32', shape: ['batch_size', 3, 1024, 1024] }])
  })

  it('does not list initialisers as inputs, as old files do', async () => {
    const model = onnx.ModelProto.decode(withExternalData('w.bin'))
    model.graph?.input?.push({ name: 'w' })
    await writeFile(join(folder, 'w.bin'), new Uint8Array(16))
    const file = await readOnnxFile(await write(onnx.ModelProto.encode(model).finish()))
    expect(file.inputs.map(({ name }) => name)).toEqual(['x'])
  })

  it('names a missing file', async () => {
    await expect(readOnnxFile(join(folder, 'none.onnx'))).rejects.toMatchObject({ kind: 'model-missing' })
  })

  it.each([
    ['empty', new Uint8Array()],
    ['not-onnx', 'just a text'],
    ['not-onnx', '{"json": true}'],
    ['not-onnx', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)],
    ['not-onnx', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 0, 0)],
    ['not-onnx', new Uint8Array(1000)]
  ])('refuses a file that is no model (%s)', async (reason, bytes) => {
    await expect(readOnnxFile(await write(bytes))).rejects.toMatchObject({
      kind: 'model-unreadable',
      params: { reason }
    })
  })

  it('refuses a folder', async () => {
    await expect(readOnnxFile(folder)).rejects.toMatchObject({
      kind: expect.stringMatching(/^model-/) as string
    })
  })

  it('notices wherever a model is cut off', async () => {
    const bytes = encodeTinyModel(tiny)
    for (let length = 3; length < bytes.length; length += 7) {
      const path = await write(bytes.subarray(0, length))
      // The metadata come last: a model cut off there lacks some, which nothing tells.
      const result = await readOnnxFile(path).catch((error: unknown) => error)
      if (result instanceof Error) expect(result).toMatchObject({ kind: 'model-unreadable' })
      else expect(length).toBeGreaterThan(bytes.length - 60)
    }
  })

  it('steps over gigabytes of weights', async () => {
    const size = 2_400_000_000
    const model = { irVersion: 8, opsetImport: [{ domain: '', version: 17 }] }
    const outer = onnx.ModelProto.encode(onnx.ModelProto.create(model)).finish()
    const output = [{ name: 'y' }]
    const inner = onnx.GraphProto.encode(onnx.GraphProto.create({ name: 'g', output })).finish()
    const weights = onnx.TensorProto.encode(
      onnx.TensorProto.create({ name: 'w', dims: [size / 4], dataType: 1 })
    ).finish()
    // The fields are written by hand from the inside out: raw_data = 9, initializer = 5, graph = 7.
    const rawData = Buffer.concat([weights, lengthField(9, size)])
    const graph = Buffer.concat([inner, lengthField(5, rawData.length + size), rawData])
    const head = Buffer.concat([outer, lengthField(7, graph.length + size), graph])
    const path = await write(head)
    await truncate(path, head.length + size)
    const file = await readOnnxFile(path)
    expect(file).toMatchObject({ bytes: head.length + size, parameters: size / 4, outputs: [{ name: 'y' }] })
    await truncate(path, head.length + size - 1)
    await expect(readOnnxFile(path)).rejects.toMatchObject({ params: { reason: 'truncated' } })
  })

  it('refuses graphs nested without end', async () => {
    let graph: InstanceType<typeof onnx.GraphProto> | undefined
    for (let i = 0; i < 200; i++) {
      graph = onnx.GraphProto.create({
        name: 'g',
        node: [
          {
            opType: 'If',
            attribute: [
              { name: 'a', type: onnx.AttributeProto.AttributeType.GRAPH, ...(graph && { g: graph }) }
            ]
          }
        ]
      })
    }
    const model = onnx.ModelProto.create({
      irVersion: 8,
      opsetImport: [{ version: 17 }],
      graph: graph ?? null
    })
    await expect(readOnnxFile(await write(onnx.ModelProto.encode(model).finish()))).rejects.toMatchObject({
      params: { reason: 'damaged' }
    })
  })

  it('knows the versions that the run-time knows', async () => {
    const opens = async (path: string): Promise<boolean> => {
      const session = await createSession(path, { threads: 1 }).catch(() => undefined)
      await session?.release()
      return session !== undefined
    }
    const newest = await writeTinyModel(folder, {
      ...tiny,
      opset: SUPPORTED_OPSET,
      irVersion: SUPPORTED_IR_VERSION
    })
    await readOnnxFile(newest)
    expect(await opens(newest)).toBe(true)
    const cases: [TinyModel, string][] = [
      [
        { ...tiny, opset: SUPPORTED_OPSET + 1, irVersion: SUPPORTED_IR_VERSION },
        `opset ${SUPPORTED_OPSET + 1}`
      ],
      [{ ...tiny, irVersion: SUPPORTED_IR_VERSION + 1 }, `IR version ${SUPPORTED_IR_VERSION + 1}`]
    ]
    for (const [model, version] of cases) {
      const path = await writeTinyModel(folder, model)
      expect(await opens(path)).toBe(false)
      await expect(readOnnxFile(path)).rejects.toMatchObject({ kind: 'model-too-new', params: { version } })
    }
  })
})

describe('weights in other files', () => {
  it('are counted, and the run-time reads them', async () => {
    await writeFile(join(folder, 'w.bin'), new Uint8Array(Float32Array.of(9, 9, 1, 2, 3, 4).buffer))
    const path = await write(withExternalData('w.bin', 8))
    const file = await readOnnxFile(path)
    expect(file).toMatchObject({
      externalData: ['w.bin'],
      parameters: 4,
      bytes: withExternalData('w.bin', 8).length + 24
    })
    const session = await createSession(path, { threads: 1 })
    const { y } = await session.run({ x: { data: new Float32Array(4), dims: [4] } }, ['y'])
    expect([...y.data]).toEqual([1, 2, 3, 4])
    await session.release()
  })

  it.each([
    ['missing.bin', 'ENOENT'],
    ['../w.bin', 'outside'],
    ['..', 'outside'],
    ['.', 'outside'],
    ['', 'outside'],
    ['/etc/hostname', 'outside'],
    ['C:/w.bin', 'outside'],
    ['a\\b.bin', 'outside'],
    ['a\0b', 'outside'],
    ['down/../../w.bin', 'outside'],
    ['down', 'ENOENT'],
    ['short.bin', 'truncated']
  ])('named %j are refused: %s', async (location, reason) => {
    const inner = join(folder, 'model')
    await mkdir(join(inner, 'down'), { recursive: true })
    await writeFile(join(folder, 'w.bin'), new Uint8Array(16))
    await writeFile(join(inner, 'short.bin'), new Uint8Array(15))
    const path = join(inner, 'model.onnx')
    await writeFile(path, withExternalData(location))
    await expect(readOnnxFile(path)).rejects.toMatchObject({
      kind: 'model-data',
      params: { data: location, reason }
    })
  })

  it.skipIf(process.platform === 'win32')(
    'behind a link that leads out of the folder are refused',
    async () => {
      const inner = join(folder, 'model')
      await mkdir(inner)
      await writeFile(join(folder, 'w.bin'), new Uint8Array(16))
      await symlink(join(folder, 'w.bin'), join(inner, 'link.bin'))
      const path = join(inner, 'model.onnx')
      await writeFile(path, withExternalData('link.bin'))
      await expect(readOnnxFile(path)).rejects.toMatchObject({
        kind: 'model-data',
        params: { reason: 'outside' }
      })
    }
  )
})
