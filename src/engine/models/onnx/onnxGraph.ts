import { ProtobufError, type ProtobufField, type ProtobufFile } from './protobufFile'

/** Messages that lead on to tensors, and which fields of theirs do: field number → message (onnx.proto). */
const INSIDE = {
  model: { 7: 'graph', 20: 'training', 25: 'function' },
  training: { 1: 'graph', 2: 'graph' },
  function: { 7: 'node' },
  graph: { 1: 'node', 5: 'tensor', 15: 'sparse' },
  sparse: { 1: 'tensor', 2: 'tensor' },
  node: { 5: 'attribute' },
  attribute: { 5: 'tensor', 6: 'graph', 10: 'tensor', 11: 'graph', 22: 'sparse', 23: 'sparse' },
  tensor: {}
} as const satisfies Record<string, Readonly<Record<number, string>>>
type Message = keyof typeof INSIDE

/** Names of the element types by their number (TensorProto.DataType). */
const ELEMENT_TYPES: readonly (string | undefined)[] = [
  ...[undefined, 'float32', 'uint8', 'int8', 'uint16', 'int16', 'int32', 'int64', 'string', 'bool'],
  ...['float16', 'float64', 'uint32', 'uint64', 'complex64', 'complex128', 'bfloat16']
]

/** Texts longer than this, and graphs within graphs deeper than that, are no honest model's. */
const LONGEST_TEXT = 1 << 24
const DEEPEST = 64
/** A model says its size where it can; a negative number, written as a very large one, says nothing. */
const isSize = (value: number): boolean => value <= Number.MAX_SAFE_INTEGER

/** Collects what `OnnxFile` tells from a ModelProto. */
export class GraphReader {
  irVersion = 0
  producer = ''
  layers = 0
  parameters = 0
  readonly opsets = new Map<string, number>()
  readonly metadata = new Map<string, string>()
  readonly inputs: OnnxValue[] = []
  readonly outputs: OnnxValue[] = []
  readonly initializerNames = new Set<string>()
  /** Files with weights, and how many bytes each must have. */
  readonly externalData = new Map<string, number>()

  constructor(private readonly file: ProtobufFile) {}

  /** @throws ProtobufError when the file is no ModelProto or is cut off. */
  async readModel(): Promise<void> {
    for await (const field of this.file.fields(0, this.file.size)) {
      if (!isModelField(field)) throw new ProtobufError('damaged')
      if (field.number === 1) this.irVersion = field.value
      else if (field.number === 2) this.producer = await this.text(field)
      else if (field.number === 8) await this.opset(field)
      else if (field.number === 14) await this.pair(field, this.metadata)
      else await this.inside('model', field, 0)
    }
  }

  private async inside(message: Message, field: ProtobufField, depth: number): Promise<void> {
    const inner = (INSIDE[message] as Readonly<Record<number, Message>>)[field.number]
    if (!inner || field.wire !== 'bytes') return
    if (depth > DEEPEST) throw new ProtobufError('damaged')
    if (inner === 'tensor') await this.tensor(field, message === 'graph')
    else await this.walk(inner, field, depth, message === 'model')
  }

  private async walk(message: Message, at: ProtobufField, depth: number, main: boolean): Promise<void> {
    for await (const field of this.file.fields(at.start, at.end)) {
      if (main && message === 'graph') {
        if (field.number === 1) this.layers++
        else if (field.number === 11) this.inputs.push(await this.value(field))
        else if (field.number === 12) this.outputs.push(await this.value(field))
      }
      await this.inside(message, field, depth + 1)
    }
  }

  /** TensorProto: its elements count as parameters where it is an initialiser, its data are stepped over. */
  private async tensor(at: ProtobufField, initializer: boolean): Promise<void> {
    let elements = 1
    let external = false
    const place = new Map<string, string>()
    for await (const field of this.file.fields(at.start, at.end)) {
      if (field.number === 1) for await (const size of this.file.varints(field)) elements *= size
      else if (field.number === 8 && initializer) this.initializerNames.add(await this.text(field))
      else if (field.number === 13) await this.pair(field, place)
      else if (field.number === 14) external = field.value === 1
    }
    if (initializer) this.parameters += elements
    if (external) this.external(place)
  }

  private external(place: ReadonlyMap<string, string>): void {
    const location = place.get('location') ?? ''
    const end = Number(place.get('offset') ?? 0) + Number(place.get('length') ?? 0)
    this.externalData.set(location, Math.max(end, this.externalData.get(location) ?? 0))
  }

  /** ValueInfoProto: name = 1, type = 2 (TypeProto: tensor_type = 1). */
  private async value(at: ProtobufField): Promise<OnnxValue> {
    let value: OnnxValue = { name: '', type: 'other', shape: [] }
    for await (const field of this.file.fields(at.start, at.end)) {
      if (field.number === 1) value = { ...value, name: await this.text(field) }
      if (field.number !== 2) continue
      for await (const kind of this.file.fields(field.start, field.end)) {
        if (kind.number === 1) value = { ...value, ...(await this.tensorType(kind)) }
      }
    }
    return value
  }

  /** TypeProto.Tensor: elem_type = 1, shape = 2 (TensorShapeProto: dim = 1). */
  private async tensorType(at: ProtobufField): Promise<Pick<OnnxValue, 'type' | 'shape'>> {
    let type = 'other'
    const shape: OnnxDimension[] = []
    for await (const field of this.file.fields(at.start, at.end)) {
      if (field.number === 1) type = ELEMENT_TYPES[field.value] ?? 'other'
      if (field.number !== 2) continue
      for await (const dimension of this.file.fields(field.start, field.end)) {
        if (dimension.number === 1) shape.push(await this.dimension(dimension))
      }
    }
    return { type, shape }
  }

  /** TensorShapeProto.Dimension: dim_value = 1 or dim_param = 2. */
  private async dimension(at: ProtobufField): Promise<OnnxDimension> {
    let size: OnnxDimension = ''
    for await (const field of this.file.fields(at.start, at.end)) {
      if (field.number === 1 && isSize(field.value)) size = field.value
      if (field.number === 2) size = await this.text(field)
    }
    return size
  }

  /** OperatorSetIdProto: domain = 1, version = 2. */
  private async opset(at: ProtobufField): Promise<void> {
    let domain = ''
    let version = 0
    for await (const field of this.file.fields(at.start, at.end)) {
      if (field.number === 1) domain = await this.text(field)
      if (field.number === 2) version = field.value
    }
    this.opsets.set(domain, version)
  }

  /** StringStringEntryProto: key = 1, value = 2. */
  private async pair(at: ProtobufField, pairs: Map<string, string>): Promise<void> {
    let key = ''
    let value = ''
    for await (const field of this.file.fields(at.start, at.end)) {
      if (field.number === 1) key = await this.text(field)
      if (field.number === 2) value = await this.text(field)
    }
    pairs.set(key, value)
  }

  private async text({ wire, start, end }: ProtobufField): Promise<string> {
    if (wire !== 'bytes' || end - start > LONGEST_TEXT) throw new ProtobufError('damaged')
    return new TextDecoder().decode(await this.file.bytes(start, end))
  }
}

/** Fields that ModelProto has, or may come to have; what else a file begins with belongs to another format. */
function isModelField({ number, wire, value }: ProtobufField): boolean {
  if (number === 1) return wire === 'varint' && value > 0 && value < 1000
  if (number === 5) return wire === 'varint'
  return number < 40 && wire === 'bytes'
}

/** A dimension's size, or its name where it varies; an empty name where the model says nothing. */
export type OnnxDimension = number | string

/** An input or output of a model. */
export interface OnnxValue {
  readonly name: string
  /** Of the elements: 'float32', 'float16', 'int64' …; 'other' for what is no tensor. */
  readonly type: string
  readonly shape: readonly OnnxDimension[]
}
