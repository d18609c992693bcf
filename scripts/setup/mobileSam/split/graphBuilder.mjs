import onnxProto from 'onnx-proto'

const { onnx } = onnxProto
export const { FLOAT, INT32, INT64, BOOL } = onnx.TensorProto.DataType
const Kind = onnx.AttributeProto.AttributeType

/** A float attribute, which JavaScript cannot tell from a whole number by itself. */
export const real = (value) => ({ real: value })

/**
 * Collects the nodes of an ONNX graph. Tensors are named by a counter, so that the same calls give the same bytes.
 * Methods return the name of the tensor that they make. Names of tensors from around may be used freely.
 */
export class GraphBuilder {
  nodes = []
  initializers = []
  #prefix
  #count = 0

  constructor(prefix) {
    this.#prefix = prefix
  }

  /** Adds a node; `output` names its result where the name matters. */
  op(opType, input, attributes = {}, output = this.#next()) {
    const attribute = Object.entries(attributes).map(([name, value]) => toAttribute(name, value))
    this.nodes.push(onnx.NodeProto.create({ opType, input, output: [output], attribute }))
    return output
  }

  /** A list of whole numbers: int64[n]. */
  ints(...values) {
    return this.#constant(INT64, [values.length], BigInt64Array.from(values, BigInt))
  }

  /** One number: float32[]. */
  float(value) {
    return this.#constant(FLOAT, [], Float32Array.of(value))
  }

  /** A tensor without elements. */
  empty(...dims) {
    return this.#constant(FLOAT, dims, new Float32Array())
  }

  add(a, b) {
    return this.op('Add', [a, b])
  }

  multiply(a, b) {
    return this.op('Mul', [a, b])
  }

  scale(x, factor) {
    return this.multiply(x, this.float(factor))
  }

  matMul(a, b) {
    return this.op('MatMul', [a, b])
  }

  /** a·b + c in one step; c may be as large as the result. `turned` names which of a and b are transposed first. */
  gemm(a, b, c, turned = {}, output) {
    const attributes = { ...(turned.a && { transA: 1 }), ...(turned.b && { transB: 1 }) }
    return this.op('Gemm', c === undefined ? [a, b] : [a, b, c], attributes, output)
  }

  /** Sums along one axis, which stays with length 1. */
  sum(x, axis) {
    return this.op('ReduceSum', [x, this.ints(axis)], { keepdims: 1 })
  }

  /** Without the mean along an axis. */
  centre(x, axis) {
    return this.op('Sub', [x, this.op('ReduceMean', [x, this.ints(axis)], { keepdims: 1 })])
  }

  reshape(x, ...shape) {
    return this.op('Reshape', [x, this.ints(...shape)])
  }

  transpose(x, ...perm) {
    return this.op('Transpose', [x], { perm })
  }

  /** Rows `from` to `to` (exclusive). */
  rows(x, from, to) {
    return this.op('Slice', [x, this.ints(from), this.ints(to), this.ints(0)])
  }

  /** The same numbers as another type; one of the types exported here. */
  cast(x, to) {
    return this.op('Cast', [x], { to })
  }

  /** The nodes as a branch of an `If`. */
  branch(name, ...output) {
    return onnx.GraphProto.create({ name, node: this.nodes, initializer: this.initializers, output })
  }

  /**
   * The nodes as the body of a `Loop` that runs as often as it is told: they may use `index`, int64[], and make
   * `output`, of which the loop makes a list along a new first axis.
   */
  loopBody(name, index, output) {
    const [going, stays] = [`${name}/going`, `${name}/stays`]
    this.op('Identity', [going], {}, stays)
    const input = [scalarInfo(index, INT64), scalarInfo(going, BOOL)]
    const body = this.branch(name, scalarInfo(stays, BOOL), output)
    return Object.assign(body, { input })
  }

  #constant(dataType, dims, values) {
    const name = this.#next()
    const rawData = new Uint8Array(values.buffer)
    this.initializers.push(onnx.TensorProto.create({ name, dataType, dims, rawData }))
    return name
  }

  #next() {
    this.#count += 1
    return `${this.#prefix}/${this.#count}`
  }
}

function toAttribute(name, value) {
  const make = (type, field, content) => onnx.AttributeProto.create({ name, type, [field]: content })
  if (Array.isArray(value)) return make(Kind.INTS, 'ints', value)
  if (value instanceof onnx.GraphProto) return make(Kind.GRAPH, 'g', value)
  if (typeof value === 'object') return make(Kind.FLOAT, 'f', value.real)
  return make(Kind.INT, 'i', value)
}

const scalarInfo = (name, elemType) =>
  onnx.ValueInfoProto.create({ name, type: { tensorType: { elemType, shape: {} } } })

const dimension = (size) => (typeof size === 'string' ? { dimParam: size } : { dimValue: size })

/** Name and shape of a graph's input or output, float32; a dimension that varies is a word. */
export function tensorInfo(name, shape) {
  const type = { tensorType: { elemType: FLOAT, shape: { dim: shape.map(dimension) } } }
  return onnx.ValueInfoProto.create({ name, type })
}
