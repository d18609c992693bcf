import { readFile, writeFile } from 'node:fs/promises'
import onnxProto from 'onnx-proto'

const { onnx } = onnxProto
const TYPES = {
  float32: onnx.TensorProto.DataType.FLOAT,
  float16: onnx.TensorProto.DataType.FLOAT16,
  uint8: onnx.TensorProto.DataType.UINT8,
  int32: onnx.TensorProto.DataType.INT32,
  int64: onnx.TensorProto.DataType.INT64,
  bool: onnx.TensorProto.DataType.BOOL
} as const
const Kind = onnx.AttributeProto.AttributeType

export type ElementType = keyof typeof TYPES
/** An input or output: its name, its element type and its shape. */
export type Value = readonly [name: string, type: ElementType, shape: readonly (number | string)[]]
type Attributes = Readonly<Record<string, number | readonly number[]>>

/** Changes what a graph takes and gives, so that one model's weights can be had in another family's form. */
export class GraphEdit {
  private readonly front: InstanceType<typeof onnx.NodeProto>[] = []
  private constants = 0

  private constructor(private readonly model: InstanceType<typeof onnx.ModelProto>) {}

  static async read(path: string): Promise<GraphEdit> {
    return new GraphEdit(onnx.ModelProto.decode(await readFile(path)))
  }

  /** A graph that computes nothing: only what it says of itself counts. */
  static empty(): GraphEdit {
    const opsetImport = [{ domain: '', version: 17 }]
    const graph = onnx.GraphProto.create({ name: 'empty' })
    return new GraphEdit(onnx.ModelProto.create({ irVersion: 8, opsetImport, graph }))
  }

  rename(from: string, to: string): this {
    const { node, input, output } = this.graph
    for (const value of [...input, ...output]) if (value.name === from) value.name = to
    for (const each of node) {
      each.input = (each.input ?? []).map((name) => (name === from ? to : name))
      each.output = (each.output ?? []).map((name) => (name === from ? to : name))
    }
    return this
  }

  inputs(...values: readonly Value[]): this {
    this.graph.input = values.map(valueInfo)
    return this
  }

  outputs(...values: readonly Value[]): this {
    this.graph.output = values.map(valueInfo)
    return this
  }

  /** Adds a node before the graph's own. */
  before(op: string, input: readonly string[], output: string, attributes: Attributes = {}): this {
    this.front.push(node(op, input, output, attributes))
    return this
  }

  /** Adds a node behind the graph's own. */
  after(op: string, input: readonly string[], output: string, attributes: Attributes = {}): this {
    this.graph.node.push(node(op, input, output, attributes))
    return this
  }

  floats(dims: readonly number[], values: readonly number[], name?: string): string {
    return this.constant({ dims: [...dims], dataType: TYPES.float32, floatData: [...values] }, name)
  }

  ints(...values: readonly number[]): string {
    return this.constant({ dims: [values.length], dataType: TYPES.int64, int64Data: [...values] })
  }

  async write(path: string): Promise<string> {
    this.graph.node = [...this.front, ...this.graph.node]
    await writeFile(path, onnx.ModelProto.encode(this.model).finish())
    return path
  }

  private constant(tensor: object, name = `added_${this.constants++}`): string {
    this.graph.initializer.push(onnx.TensorProto.create({ ...tensor, name }))
    return name
  }

  private get graph(): InstanceType<typeof onnx.GraphProto> {
    return this.model.graph as InstanceType<typeof onnx.GraphProto>
  }
}

/** The number by which ONNX names an element type, for Cast. */
export function typeNumber(type: ElementType): number {
  return TYPES[type]
}

function valueInfo([name, type, shape]: Value): InstanceType<typeof onnx.ValueInfoProto> {
  const dim = shape.map((size) => (typeof size === 'string' ? { dimParam: size } : { dimValue: size }))
  return onnx.ValueInfoProto.create({ name, type: { tensorType: { elemType: TYPES[type], shape: { dim } } } })
}

function node(
  opType: string,
  input: readonly string[],
  output: string,
  attributes: Attributes
): InstanceType<typeof onnx.NodeProto> {
  const attribute = Object.entries(attributes).map(([name, value]) => {
    return typeof value === 'number'
      ? { name, type: Kind.INT, i: value }
      : { name, type: Kind.INTS, ints: [...value] }
  })
  return onnx.NodeProto.create({ opType, input: [...input], output: [output], attribute })
}
