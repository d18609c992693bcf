import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import onnxProto from 'onnx-proto'

const { onnx } = onnxProto
const { FLOAT, FLOAT16, INT64 } = onnx.TensorProto.DataType
const TYPES = { float32: FLOAT, float16: FLOAT16, int64: INT64 } as const
const Kind = onnx.AttributeProto.AttributeType

type Shape = readonly (number | string)[]

/** Stands for the mean of the input's first channel, so that a result tells how the image was prepared. */
export const PROBE = 'probe'
export type Value = number | typeof PROBE

export interface TinyOutput {
  readonly name: string
  /** What it really gives: `values` fill it. */
  readonly dims: readonly number[]
  readonly values: readonly Value[]
  /** What the file says of its shape; `dims` where nothing else is given. */
  readonly shape?: Shape
  readonly type?: keyof typeof TYPES
  /** Boxes as fractions of `orig_target_sizes`, the model's second input. */
  readonly timesSize?: boolean
}

export interface TinyModel {
  readonly outputs: readonly TinyOutput[]
  readonly input?: { readonly name?: string; readonly shape?: Shape; readonly type?: 'float32' | 'float16' }
  readonly metadata?: Readonly<Record<string, string>>
  readonly opset?: number
  readonly irVersion?: number
}

/** The side of the tiny models' input, in pixels; 84 cells in grids of strides 8, 16 and 32. */
export const SIZE = 64
export const CELLS = 84

/** Writes a model to a folder and gives its path. */
export async function writeTinyModel(folder: string, model: TinyModel, file = 'model.onnx'): Promise<string> {
  const path = join(folder, file)
  await writeFile(path, encodeTinyModel(model))
  return path
}

/** A model with the inputs, outputs and metadata of a real one, whose results are constants and the probe. */
export function encodeTinyModel({
  outputs,
  input,
  metadata = {},
  opset = 17,
  irVersion = 8
}: TinyModel): Uint8Array {
  const graph = new Graph()
  const name = input?.name ?? 'images'
  const type = input?.type ?? 'float32'
  const image = valueInfo(name, type, input?.shape ?? [1, 3, SIZE, SIZE])
  const sizes = outputs.some(({ timesSize }) => timesSize)
    ? [valueInfo('orig_target_sizes', 'int64', [1, 2])]
    : []
  const channel = graph.op('Slice', [graph.cast(name, FLOAT), graph.ints(0), graph.ints(1), graph.ints(1)])
  const probe = graph.op('ReduceMean', [channel], { keepdims: 0 })
  for (const output of outputs) addOutput(graph, output, probe)
  const proto = onnx.ModelProto.create({
    irVersion,
    producerName: 'tiny',
    opsetImport: [{ domain: '', version: opset }],
    metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
    graph: {
      name: 'tiny',
      node: graph.nodes,
      initializer: graph.initializers,
      input: [image, ...sizes],
      output: outputs.map((output) =>
        valueInfo(output.name, output.type ?? 'float32', output.shape ?? output.dims)
      )
    }
  })
  return onnx.ModelProto.encode(proto).finish()
}

/** `rows` × `columns` zeros with some rows filled from their beginning. */
export function table(
  rows: number,
  columns: number,
  filled: Readonly<Record<number, readonly Value[]>>
): Value[] {
  return Array.from({ length: rows * columns }, (_, i) => filled[Math.floor(i / columns)]?.[i % columns] ?? 0)
}

/** The same with rows and columns exchanged: columns × rows. */
export function transposed(
  rows: number,
  columns: number,
  filled: Readonly<Record<number, readonly Value[]>>
): Value[] {
  return Array.from({ length: rows * columns }, (_, i) => filled[i % rows]?.[Math.floor(i / rows)] ?? 0)
}

function addOutput(
  graph: Graph,
  { name, dims, values, type = 'float32', timesSize }: TinyOutput,
  probe: string
): void {
  const base = graph.floats(
    dims,
    values.map((value) => (value === PROBE ? 0 : value))
  )
  const gain = graph.floats(
    dims,
    values.map((value) => (value === PROBE ? 1 : 0))
  )
  let result = graph.op('Add', [base, graph.op('Mul', [gain, probe])])
  if (timesSize) {
    const size = graph.cast('orig_target_sizes', FLOAT)
    const twice = graph.op('Concat', [size, size], { axis: 1 })
    result = graph.op('Mul', [result, graph.op('Reshape', [twice, graph.ints(1, 1, 4)])])
  }
  graph.op('Cast', [result], { to: TYPES[type] }, name)
}

function valueInfo(
  name: string,
  type: keyof typeof TYPES,
  shape: Shape
): InstanceType<typeof onnx.ValueInfoProto> {
  const dim = shape.map((size) => (typeof size === 'string' ? { dimParam: size } : { dimValue: size }))
  return onnx.ValueInfoProto.create({ name, type: { tensorType: { elemType: TYPES[type], shape: { dim } } } })
}

/** Collects nodes and constants; methods give the name of the tensor that they make. */
class Graph {
  readonly nodes: InstanceType<typeof onnx.NodeProto>[] = []
  readonly initializers: InstanceType<typeof onnx.TensorProto>[] = []

  op(
    opType: string,
    input: string[],
    attributes: Readonly<Record<string, number>> = {},
    output = this.next()
  ): string {
    const attribute = Object.entries(attributes).map(([name, i]) => ({ name, i, type: Kind.INT }))
    this.nodes.push(onnx.NodeProto.create({ opType, input, output: [output], attribute }))
    return output
  }

  cast(x: string, to: number): string {
    return this.op('Cast', [x], { to })
  }

  ints(...values: number[]): string {
    return this.constant(INT64, [values.length], BigInt64Array.from(values, BigInt))
  }

  floats(dims: readonly number[], values: readonly number[]): string {
    return this.constant(FLOAT, dims, Float32Array.from(values))
  }

  private constant(dataType: number, dims: readonly number[], values: Float32Array | BigInt64Array): string {
    const name = this.next()
    const rawData = new Uint8Array(values.buffer as ArrayBuffer)
    this.initializers.push(onnx.TensorProto.create({ name, dataType, dims: [...dims], rawData }))
    return name
  }

  private next(): string {
    return `t${this.nodes.length}_${this.initializers.length}`
  }
}
