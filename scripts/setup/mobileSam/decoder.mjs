import onnxProto from 'onnx-proto'
import { prune } from './prune.mjs'

const { onnx } = onnxProto
const FLOAT = onnx.TensorProto.DataType.FLOAT

/** Tensors inside the single-mask export that hold all four masks and their scores, and the names they get. */
const OUTPUTS = {
  '/Reshape_9_output_0': { name: 'low_res_masks', shape: ['num_prompts', 4, 256, 256] },
  '/iou_prediction_head/layers.2/Gemm_output_0': { name: 'iou_predictions', shape: ['num_prompts', 4] }
}

const INPUTS = {
  image_embeddings: [1, 256, 64, 64],
  point_coords: ['num_prompts', 'num_points', 2],
  point_labels: ['num_prompts', 'num_points'],
  mask_input: [1, 1, 256, 256],
  has_mask_input: [1]
}

const dimension = (size) => (typeof size === 'string' ? { dimParam: size } : { dimValue: size })

const floatTensor = (name, shape) =>
  onnx.ValueInfoProto.create({
    name,
    type: { tensorType: { elemType: FLOAT, shape: { dim: shape.map(dimension) } } }
  })

/**
 * Derives the decoder that the engine runs from the official single-mask export of SAM's decoder.
 * The weights are the same. The result gives all four masks at 256 × 256 with their scores, takes several
 * prompts of one image in one run, and has lost the tail that enlarges one mask to the image's size.
 *
 * The bytes are a function of the input alone, so that the result can be checked by its hash.
 * @param {Uint8Array} source the bytes of the official export
 * @returns {Uint8Array}
 */
export function deriveDecoder(source) {
  const model = onnx.ModelProto.decode(source)
  const graph = model.graph
  const freed = new Set(Object.values(OUTPUTS).map(({ name }) => name))
  // The export already uses these names for the one mask that it chose; its nodes go, but move them away first.
  renameTensors(graph, (name) => (freed.has(name) ? `single_${name}` : name))
  renameTensors(graph, (name) => OUTPUTS[name]?.name ?? name)
  graph.output = Object.values(OUTPUTS).map(({ name, shape }) => floatTensor(name, shape))
  graph.input = Object.entries(INPUTS).map(([name, shape]) => floatTensor(name, shape))
  prune(graph)
  return onnx.ModelProto.encode(model).finish()
}

function renameTensors(graph, rename) {
  for (const node of graph.node) {
    node.input = node.input.map(rename)
    node.output = node.output.map(rename)
  }
}
