import { join } from 'node:path'
import { modelDir } from '../../testing/samples'
import { OFFICIAL } from '../describe'
import { GraphEdit, typeNumber, type ElementType, type Value } from './graphEdit'

/*
 * MobileSAM in the forms of the other families: the same weights behind their inputs and outputs, so that their
 * adapters can be held to its results.
 */

const EMBEDDING = [1, 256, 64, 64] as const
const MASKS = [1, 4, 256, 256] as const
const POINTS: readonly Value[] = [
  ['point_coords', 'float32', [1, 'num_points', 2]],
  ['point_labels', 'float32', [1, 'num_points']]
]
const MASK_INPUT: readonly Value[] = [
  ['mask_input', 'float32', [1, 1, 256, 256]],
  ['has_mask_input', 'float32', [1]]
]
const embedding = (name: string, type: ElementType = 'float32'): Value => [name, type, EMBEDDING]

const encoder = (): Promise<GraphEdit> => GraphEdit.read(join(modelDir, 'encoder.onnx'))
const decoder = (): Promise<GraphEdit> => GraphEdit.read(join(modelDir, 'decoder.onnx'))

type Write = (folder: string) => Promise<string>

/** Pixels as they lie, of any size: normalised and padded inside, as samexporter makes it. */
export const hwcEncoder: Write = async (folder) => {
  const graph = (await encoder()).rename('output', 'image_embeddings')
  planesFrom(graph, 'input_image')
  graph
    .before('Shape', ['planes'], 'size')
    .before('Sub', [graph.ints(1, 3, 1024, 1024), 'size'], 'missing')
    .before('Concat', [graph.ints(0, 0, 0, 0), 'missing'], 'pads', { axis: 0 })
    .before('Pad', ['planes', 'pads'], 'input')
    .inputs(['input_image', 'float32', ['image_height', 'image_width', 3]])
    .outputs(embedding('image_embeddings'))
  return graph.write(join(folder, 'hwc.encoder.onnx'))
}

/** Pixels of 8 bits, already padded to the whole square. */
export const uint8Encoder: Write = async (folder) => {
  const graph = (await encoder()).rename('output', 'image_embeddings')
  graph.before('Cast', ['input_image'], 'numbers', { to: typeNumber('float32') })
  planesFrom(graph, 'numbers')
  graph
    .before('Identity', ['planes'], 'input')
    .inputs(['input_image', 'uint8', [1024, 1024, 3]])
    .outputs(embedding('image_embeddings'))
  return graph.write(join(folder, 'uint8.encoder.onnx'))
}

/** Inputs and outputs in half precision. */
export const halfEncoder: Write = async (folder) => {
  const graph = (await encoder()).before('Cast', ['image'], 'input', { to: typeNumber('float32') })
  graph
    .after('Cast', ['output'], 'image_embeddings', { to: typeNumber('float16') })
    .inputs(['image', 'float16', [1, 3, 1024, 1024]])
    .outputs(embedding('image_embeddings', 'float16'))
  return graph.write(join(folder, 'half.encoder.onnx'))
}

/** The same of the decoder. */
export const halfDecoder: Write = async (folder) => {
  const graph = await decoder()
  const names = ['image_embeddings', 'point_coords', 'point_labels', 'mask_input', 'has_mask_input']
  for (const name of names) {
    graph.rename(name, `whole_${name}`)
    graph.before('Cast', [name], `whole_${name}`, { to: typeNumber('float32') })
  }
  for (const name of ['low_res_masks', 'iou_predictions']) {
    graph.rename(name, `whole_${name}`)
    graph.after('Cast', [`whole_${name}`], name, { to: typeNumber('float16') })
  }
  graph
    .inputs(
      embedding('image_embeddings', 'float16'),
      ['point_coords', 'float16', [1, 'num_points', 2]],
      ['point_labels', 'float16', [1, 'num_points']],
      ['mask_input', 'float16', [1, 1, 256, 256]],
      ['has_mask_input', 'float16', [1]]
    )
    .outputs(['low_res_masks', 'float16', MASKS], ['iou_predictions', 'float16', [1, 4]])
  return graph.write(join(folder, 'half.decoder.onnx'))
}

/** Several masks, enlarged to the image's size only. */
export const enlargingDecoder: Write = async (folder) => {
  const graph = await decoder()
  enlarge(graph, 'low_res_masks', 4, 'masks')
  graph
    .inputs(embedding('image_embeddings'), ...POINTS, ...MASK_INPUT, ['orig_im_size', 'float32', [2]])
    .outputs(['masks', 'float32', [1, 4, 'height', 'width']], ['iou_predictions', 'float32', [1, 4]])
  return graph.write(join(folder, 'enlarging.decoder.onnx'))
}

export const edgeSamEncoder: Write = async (folder) => {
  const graph = (await encoder()).rename('input', 'image').rename('output', 'image_embeddings')
  graph.inputs(['image', 'float32', [1, 3, 1024, 1024]]).outputs(embedding('image_embeddings'))
  return graph.write(join(folder, 'edge_sam_encoder.onnx'))
}

export const edgeSamDecoder: Write = async (folder) => {
  const graph = (await decoder()).rename('low_res_masks', 'masks').rename('iou_predictions', 'scores')
  noMask(graph)
  graph
    .inputs(embedding('image_embeddings'), ...POINTS)
    .outputs(['scores', 'float32', [1, 4]], ['masks', 'float32', MASKS])
  return graph.write(join(folder, 'edge_sam_decoder.onnx'))
}

export const efficientSamEncoder: Write = async (folder) => {
  const graph = (await encoder()).rename('output', 'image_embeddings')
  const unit = (values: readonly number[]): string => {
    return graph.floats(
      [1, 3, 1, 1],
      values.map((value) => value / 255)
    )
  }
  graph
    .before('Sub', ['batched_images', unit(OFFICIAL.mean)], 'shifted')
    .before('Div', ['shifted', unit(OFFICIAL.std)], 'input')
    .inputs(['batched_images', 'float32', ['batch', 3, 'height', 'width']])
    .outputs(embedding('image_embeddings'))
  return graph.write(join(folder, 'efficient_sam_encoder.onnx'))
}

export const efficientSamDecoder: Write = async (folder) => {
  const graph = await decoder()
  noMask(graph)
  graph
    .before('Cast', ['orig_im_size'], 'orig', { to: typeNumber('float32') })
    .before('Gather', ['orig', graph.ints(1, 0)], 'width_height')
    .before('Div', [graph.floats([1], [1024]), 'width_height'], 'scale')
    .before('Reshape', ['batched_point_coords', graph.ints(1, -1, 2)], 'points')
    .before('Mul', ['points', 'scale'], 'scaled')
    .before('Reshape', ['batched_point_labels', graph.ints(1, -1)], 'labels')
  addPadding(graph, 'scaled', 'labels')
  lastThree(graph)
  enlarge(graph, 'three_masks', 3, 'enlarged')
  graph
    .after('Unsqueeze', ['enlarged', graph.ints(1)], 'output_masks')
    .after('Unsqueeze', ['three_scores', graph.ints(1)], 'iou_predictions')
    .inputs(
      embedding('image_embeddings'),
      ['batched_point_coords', 'float32', [1, 1, 'num_points', 2]],
      ['batched_point_labels', 'float32', [1, 1, 'num_points']],
      ['orig_im_size', 'int64', [2]]
    )
    .outputs(
      ['output_masks', 'float32', [1, 1, 3, 'height', 'width']],
      ['iou_predictions', 'float32', [1, 1, 3]]
    )
  return graph.write(join(folder, 'efficient_sam_decoder.onnx'))
}

/** The finer layers hold zeros, which the decoder adds: enough to see that they arrive. */
export const sam2Encoder: Write = async (folder) => {
  const graph = (await encoder()).rename('input', 'image').rename('output', 'image_embed')
  const zero = graph.floats([1, 1, 1, 1], [0])
  graph
    .after('Expand', [zero, graph.ints(1, 32, 256, 256)], 'high_res_feats_0')
    .after('Expand', [zero, graph.ints(1, 64, 128, 128)], 'high_res_feats_1')
    .inputs(['image', 'float32', [1, 3, 1024, 1024]])
    .outputs(
      ['high_res_feats_0', 'float32', [1, 32, 256, 256]],
      ['high_res_feats_1', 'float32', [1, 64, 128, 128]],
      embedding('image_embed')
    )
  return graph.write(join(folder, 'sam2_tiny.encoder.onnx'))
}

export const sam2Decoder: Write = async (folder) => {
  const graph = await decoder()
  graph
    .before('ReduceMean', ['high_res_feats_0'], 'fine')
    .before('ReduceMean', ['high_res_feats_1'], 'finer')
    .before('Add', ['image_embed', 'fine'], 'added')
    .before('Add', ['added', 'finer'], 'image_embeddings')
  graph.rename('point_coords', 'all_coords').rename('point_labels', 'all_labels')
  addPadding(graph, 'point_coords', 'point_labels', 'all_coords', 'all_labels')
  lastThree(graph)
  graph
    .after('Identity', ['three_masks'], 'masks')
    .after('Identity', ['three_scores'], 'iou_predictions')
    .inputs(
      embedding('image_embed'),
      ['high_res_feats_0', 'float32', [1, 32, 256, 256]],
      ['high_res_feats_1', 'float32', [1, 64, 128, 128]],
      ...POINTS,
      ...MASK_INPUT
    )
    .outputs(['masks', 'float32', [1, 3, 256, 256]], ['iou_predictions', 'float32', [1, 3]])
  return graph.write(join(folder, 'sam2_tiny.decoder.onnx'))
}

/** [height, width, 3] of pixels to [1, 3, height, width], normalised. */
function planesFrom(graph: GraphEdit, pixels: string): void {
  graph
    .before('Sub', [pixels, graph.floats([3], OFFICIAL.mean)], 'shifted')
    .before('Div', ['shifted', graph.floats([3], OFFICIAL.std)], 'normal')
    .before('Transpose', ['normal'], 'channels', { perm: [2, 0, 1] })
    .before('Unsqueeze', ['channels'], 'planes', { axes: [0] })
}

/** Masks at the size that `orig_im_size` names. */
function enlarge(graph: GraphEdit, masks: string, count: number, result: string): void {
  graph
    .after('Cast', ['orig_im_size'], 'whole_size', { to: typeNumber('int64') })
    .after('Concat', [graph.ints(1, count), 'whole_size'], 'sizes', { axis: 0 })
    .after('Resize', [masks, '', '', 'sizes'], result)
}

function noMask(graph: GraphEdit): void {
  const zeros = new Array<number>(256 * 256).fill(0)
  graph.floats([1, 1, 256, 256], zeros, 'mask_input')
  graph.floats([1], [0], 'has_mask_input')
}

/** Adds the padding point inside the graph. */
function addPadding(
  graph: GraphEdit,
  coords: string,
  labels: string,
  allCoords = 'point_coords',
  allLabels = 'point_labels'
): void {
  graph
    .before('Concat', [coords, graph.floats([1, 1, 2], [0, 0])], allCoords, { axis: 1 })
    .before('Concat', [labels, graph.floats([1, 1], [-1])], allLabels, { axis: 1 })
}

/** Whole, part and subpart, without the single-mask token's. */
function lastThree(graph: GraphEdit): void {
  graph.rename('low_res_masks', 'four_masks').rename('iou_predictions', 'four_scores')
  const range = [graph.ints(1), graph.ints(4), graph.ints(1)] as const
  graph
    .after('Slice', ['four_masks', ...range], 'three_masks')
    .after('Slice', ['four_scores', ...range], 'three_scores')
}
