import { join } from 'node:path'
import { modelDir } from '../../../../imaging/testing/samples'
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

/** What an exporter of SAM 2 calls the parts of the embedding, the mask to refine and the size. */
export interface Sam2Names {
  readonly file: string
  readonly embedding: string
  readonly fine: readonly [string, string]
  readonly mask: readonly [mask: string, hasMask: string]
  /** For graphs that enlarge their masks as well, and say where they stand. */
  readonly size?: Value
  readonly labels?: ElementType
}

const SAMEXPORTER: Sam2Names = {
  file: 'sam2_tiny',
  embedding: 'image_embed',
  fine: ['high_res_feats_0', 'high_res_feats_1'],
  mask: ['mask_input', 'has_mask_input']
}
export const ONNX_RUNTIME: Sam2Names = {
  file: 'onnxruntime',
  embedding: 'image_embeddings',
  fine: ['image_features_0', 'image_features_1'],
  mask: ['input_masks', 'has_input_masks'],
  size: ['original_image_size', 'int32', [2]],
  labels: 'int32'
}
export const RECT_LABEL: Sam2Names = {
  file: 'rectlabel',
  embedding: 'image_embeddings',
  fine: ['high_res_features1', 'high_res_features2'],
  mask: ['mask_input', 'has_mask_input'],
  size: ['orig_im_size', 'int64', [2]]
}

const fineLayers = ([finest, finer]: readonly [string, string]): readonly [Value, Value] => [
  [finest, 'float32', [1, 32, 256, 256]],
  [finer, 'float32', [1, 64, 128, 128]]
]

/** The finer layers hold zeros, which the decoder adds: enough to see that they arrive. */
export const sam2EncoderAs = (names: Sam2Names, input = 'image'): Write => {
  return async (folder) => {
    const { embedding: name, fine } = names
    const graph = (await encoder()).rename('input', input).rename('output', name)
    const zero = graph.floats([1, 1, 1, 1], [0])
    graph
      .after('Expand', [zero, graph.ints(1, 32, 256, 256)], fine[0])
      .after('Expand', [zero, graph.ints(1, 64, 128, 128)], fine[1])
      .inputs([input, 'float32', [1, 3, 1024, 1024]])
      .outputs(...fineLayers(fine), embedding(name))
    return graph.write(join(folder, `${names.file}.encoder.onnx`))
  }
}
export const sam2Encoder = sam2EncoderAs(SAMEXPORTER)

export const sam2DecoderAs = (names: Sam2Names): Write => {
  return async (folder) => {
    const { embedding: name, fine, mask, size, labels = 'float32' } = names
    const graph = await decoder()
    graph.rename('image_embeddings', 'whole_embedding')
    addMeans(graph, name, fine, 'whole_embedding')
    graph.rename('mask_input', mask[0]).rename('has_mask_input', mask[1])
    graph.rename('point_coords', 'all_coords').rename('point_labels', 'all_labels')
    graph.before('Cast', ['point_labels'], 'number_labels', { to: typeNumber('float32') })
    addPadding(graph, 'point_coords', 'number_labels', 'all_coords', 'all_labels')
    lastThree(graph)
    graph.after('Identity', ['three_scores'], 'iou_predictions')
    if (size) {
      enlarge(graph, 'three_masks', 3, 'large_masks', size[0])
      graph
        .after('Greater', ['large_masks', graph.floats([1], [0])], 'masks')
        .after('Identity', ['three_masks'], 'low_res_masks')
    } else graph.after('Identity', ['three_masks'], 'masks')
    const [maskInput, hasMask] = mask
    graph
      .inputs(
        embedding(name),
        ...fineLayers(fine),
        ['point_coords', 'float32', ['labels', 'points', 2]],
        ['point_labels', labels, ['labels', 'points']],
        [maskInput, 'float32', ['labels', 1, 256, 256]],
        [hasMask, 'float32', ['labels']],
        ...(size ? [size] : [])
      )
      .outputs(
        ['masks', size ? 'bool' : 'float32', [1, 3, size ? 'height' : 256, size ? 'width' : 256]],
        ['iou_predictions', 'float32', [1, 3]],
        ...(size ? [['low_res_masks', 'float32', [1, 3, 256, 256]] as const] : [])
      )
    return graph.write(join(folder, `${names.file}.decoder.onnx`))
  }
}
export const sam2Decoder = sam2DecoderAs(SAMEXPORTER)

const TRANSFORMERS: Sam2Names = {
  file: 'vision_sam2',
  embedding: 'image_embeddings.2',
  fine: ['image_embeddings.0', 'image_embeddings.1'],
  mask: ['', '']
}
export const sam2TransformersEncoder = sam2EncoderAs(TRANSFORMERS, 'pixel_values')

/** Without a padding point of its own; boxes come by an input that is empty. */
export const sam2TransformersDecoder: Write = async (folder) => {
  const { embedding: name, fine } = TRANSFORMERS
  const graph = await decoder()
  noMask(graph)
  graph.rename('image_embeddings', 'whole_embedding')
  addMeans(graph, name, fine, 'with_fine')
  graph
    .before('ReduceSum', ['input_boxes'], 'no_boxes', { keepdims: 0 })
    .before('Add', ['with_fine', 'no_boxes'], 'whole_embedding')
    .before('Reshape', ['input_points', graph.ints(1, -1, 2)], 'point_coords')
  queryLabels(graph, 'point_labels')
  queryOutputs(graph)
  graph.inputs(embedding(name), ...fineLayers(fine), ...QUERY, [
    'input_boxes',
    'float32',
    ['batch', 'boxes', 4]
  ])
  return graph.write(join(folder, 'vision_sam2.decoder.onnx'))
}

export const samTransformersEncoder: Write = async (folder) => {
  const graph = (await encoder()).rename('input', 'pixel_values').rename('output', 'image_embeddings')
  graph
    .after(
      'Expand',
      [graph.floats([1, 1, 1, 1], [0]), graph.ints(...EMBEDDING)],
      'image_positional_embeddings'
    )
    .inputs(['pixel_values', 'float32', ['batch', 'channels', 'height', 'width']])
    .outputs(embedding('image_embeddings'), embedding('image_positional_embeddings'))
  return graph.write(join(folder, 'vision_sam.encoder.onnx'))
}

/** With a padding point of its own. */
export const samTransformersDecoder: Write = async (folder) => {
  const graph = await decoder()
  noMask(graph)
  graph
    .rename('image_embeddings', 'whole_embedding')
    .before('Add', ['image_embeddings', 'image_positional_embeddings'], 'whole_embedding')
    .before('Reshape', ['input_points', graph.ints(1, -1, 2)], 'points')
  queryLabels(graph, 'labels')
  addPadding(graph, 'points', 'labels')
  queryOutputs(graph)
  graph.inputs(embedding('image_embeddings'), embedding('image_positional_embeddings'), ...QUERY)
  return graph.write(join(folder, 'vision_sam.decoder.onnx'))
}

const QUERY: readonly Value[] = [
  ['input_points', 'float32', ['batch', 1, 'points', 2]],
  ['input_labels', 'int64', ['batch', 1, 'points']]
]

function queryLabels(graph: GraphEdit, result: string): void {
  graph
    .before('Cast', ['input_labels'], 'number_labels', { to: typeNumber('float32') })
    .before('Reshape', ['number_labels', graph.ints(1, -1)], result)
}

function queryOutputs(graph: GraphEdit): void {
  lastThree(graph)
  graph
    .after('Unsqueeze', ['three_masks', graph.ints(1)], 'pred_masks')
    .after('Unsqueeze', ['three_scores', graph.ints(1)], 'iou_scores')
    .outputs(['iou_scores', 'float32', ['b', 'p', 3]], ['pred_masks', 'float32', ['b', 'p', 3, 256, 256]])
}

const LAYER = [1, 64, 64, 8] as const

/** The intermediate layers as outputs of their own, of which only the first one has a name. */
export const samHqEncoder: Write = async (folder) => {
  const graph = (await encoder()).rename('output', 'image_embeddings')
  layers(graph, 'interm_embeddings', '2784')
  graph
    .inputs(['input', 'float32', [1, 3, 1024, 1024]])
    .outputs(
      embedding('image_embeddings'),
      ['interm_embeddings', 'float32', LAYER],
      ['2784', 'float32', LAYER]
    )
  return graph.write(join(folder, 'hq.encoder.onnx'))
}

/** All layers in one output. */
export const samHqStackedEncoder: Write = async (folder) => {
  const graph = (await encoder()).rename('output', 'image_embeddings')
  layers(graph, 'first', 'second')
  graph
    .after('Unsqueeze', ['first'], 'first_row', { axes: [0] })
    .after('Unsqueeze', ['second'], 'second_row', { axes: [0] })
    .after('Concat', ['first_row', 'second_row'], 'interm_embeddings', { axis: 0 })
    .inputs(['input', 'float32', [1, 3, 1024, 1024]])
    .outputs(['interm_embeddings', 'float32', [2, ...LAYER]], embedding('image_embeddings'))
  return graph.write(join(folder, 'hq_stacked.encoder.onnx'))
}

/** Adds how far the first layer's mean is from what the encoder gives there: nothing, when it arrives. */
export const samHqDecoder: Write = async (folder) => {
  const graph = await decoder()
  graph.rename('image_embeddings', 'whole_embedding')
  enlarge(graph, 'low_res_masks', 4, 'masks')
  graph
    .before('Slice', ['interm_embeddings', graph.ints(0), graph.ints(1), graph.ints(0)], 'first')
    .before('ReduceMean', ['first'], 'mean', { keepdims: 0 })
    .before('Sub', ['mean', graph.floats([1], [FIRST_LAYER])], 'off')
    .before('Add', ['image_embeddings', 'off'], 'whole_embedding')
    .inputs(
      embedding('image_embeddings'),
      ['interm_embeddings', 'float32', [2, ...LAYER]],
      ...POINTS,
      ...MASK_INPUT,
      ['orig_im_size', 'float32', [2]]
    )
    .outputs(
      ['masks', 'float32', [1, 4, 'height', 'width']],
      ['iou_predictions', 'float32', [1, 4]],
      ['low_res_masks', 'float32', MASKS]
    )
  return graph.write(join(folder, 'hq.decoder.onnx'))
}

const FIRST_LAYER = 0.5

function layers(graph: GraphEdit, first: string, second: string): void {
  const size = graph.ints(...LAYER)
  graph
    .after('Expand', [graph.floats([1, 1, 1, 1], [FIRST_LAYER]), size], first)
    .after('Expand', [graph.floats([1, 1, 1, 1], [7]), size], second)
}

/** Adds the means of the finer layers to the embedding. */
function addMeans(
  graph: GraphEdit,
  name: string,
  [finest, finer]: readonly [string, string],
  result: string
): void {
  graph
    .before('ReduceMean', [finest], 'finest_mean')
    .before('ReduceMean', [finer], 'finer_mean')
    .before('Add', [name, 'finest_mean'], 'added')
    .before('Add', ['added', 'finer_mean'], result)
}

/** [height, width, 3] of pixels to [1, 3, height, width], normalised. */
function planesFrom(graph: GraphEdit, pixels: string): void {
  graph
    .before('Sub', [pixels, graph.floats([3], OFFICIAL.mean)], 'shifted')
    .before('Div', ['shifted', graph.floats([3], OFFICIAL.std)], 'normal')
    .before('Transpose', ['normal'], 'channels', { perm: [2, 0, 1] })
    .before('Unsqueeze', ['channels'], 'planes', { axes: [0] })
}

/** Masks at the size that an input names. */
function enlarge(
  graph: GraphEdit,
  masks: string,
  count: number,
  result: string,
  size = 'orig_im_size'
): void {
  graph
    .after('Cast', [size], 'whole_size', { to: typeNumber('int64') })
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
