import onnxProto from 'onnx-proto'
import { prune } from '../prune.mjs'
import { real } from './graphBuilder.mjs'

const { onnx } = onnxProto
const TRANSFORMER = 'mask_decoder.transformer'
const OPSET = 20
const IR_VERSION = 8
/** What the transformer's layer norms add to a variance. */
export const NORM_EPSILON = 1e-5

/** Tensors of the official export that the derived graphs begin with. */
export const TENSORS = {
  /** float32[1, 7, 256]: output tokens and the prompt's; 7 with one point and the padding point. */
  tokens: '/Concat_2_output_0',
  /** float32[64, 64, 256]: positional encoding of the image. */
  imagePositions: '/pe_layer/Concat_output_0',
  /** float32[1, 256, 1, 1]: what is added to the embedding where no mask is given. */
  noMask: 'onnx::Mul_1919',
  upscaleNorm: { weight: 'onnx::Mul_1984', bias: 'onnx::Add_1986' }
}

/** Finds the weights of SAM's official decoder export and makes graphs from its parts. */
export class OfficialDecoder {
  #graph
  #producer

  /** @param {Uint8Array} source the bytes of the official export */
  constructor(source) {
    this.#graph = onnx.ModelProto.decode(source).graph
    this.#producer = new Map(this.#graph.node.flatMap((node) => node.output.map((name) => [name, node])))
  }

  /** Weight (float32[in, out]) and bias of a linear layer of the transformer, such as `layers.0/mlp/lin1`. */
  linear(path) {
    const node = this.#producer.get(`/transformer/${path}/MatMul_output_0`)
    if (!node) throw new Error(`The decoder has no layer ${path}`)
    return { weight: node.input[1], bias: `${TRANSFORMER}.${path.replaceAll('/', '.')}.bias` }
  }

  /** Adds a linear layer of the transformer on x. */
  project(graph, x, path) {
    const { weight, bias } = this.linear(path)
    return graph.add(graph.matMul(x, weight), bias)
  }

  /** Weight and bias, float32[256], of a layer norm of the transformer, such as `layers.0.norm1`. */
  normWeights(name) {
    return { weight: `${TRANSFORMER}.${name}.weight`, bias: `${TRANSFORMER}.${name}.bias` }
  }

  /** Adds a layer norm of the transformer. */
  norm(graph, x, name) {
    const { weight, bias } = this.normWeights(name)
    return graph.op('LayerNormalization', [x, weight, bias], { axis: -1, epsilon: real(NORM_EPSILON) })
  }

  /** Adds a perceptron of three layers, such as `mask_decoder.iou_prediction_head`. */
  perceptron(graph, x, name) {
    const layer = (input, i) => {
      const weights = [`${name}.layers.${i}.weight`, `${name}.layers.${i}.bias`]
      return graph.op('Gemm', [input, ...weights], { transB: 1 })
    }
    const relu = (input) => graph.op('Relu', [input])
    return layer(relu(layer(relu(layer(x, 0)), 1)), 2)
  }

  /** A model of new nodes together with what they need of the official graph. */
  model(name, { nodes, initializers }, input, output) {
    const graph = onnx.GraphProto.create({
      name,
      node: [...this.#graph.node, ...nodes],
      initializer: [...this.#graph.initializer, ...initializers],
      input,
      output
    })
    prune(graph)
    const opsetImport = [{ domain: '', version: OPSET }]
    return onnx.ModelProto.encode(
      onnx.ModelProto.create({ irVersion: IR_VERSION, opsetImport, graph })
    ).finish()
  }
}
