import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyModel } from '../../models/verify'
import { modelDir } from '../../../imaging/testing/samples'
import { openModel } from './openModel'
import { recognisePromptable, type RecognisedPromptable } from './recognise'
import { GraphEdit, type Value } from './testing/graphEdit'
import { userModel } from './userModel'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recognise-'))
})

afterEach(() => rm(folder, { recursive: true }))

/** A file that says only what it takes and gives. */
function header(name: string, inputs: readonly Value[], outputs: readonly Value[]): Promise<string> {
  return GraphEdit.empty()
    .inputs(...inputs)
    .outputs(...outputs)
    .write(join(folder, name))
}

const float = (name: string, ...shape: (number | string)[]): Value => [name, 'float32', shape]
const planes = float('x', 1, 3, 1024, 1024)
const embedding = float('image_embeddings', 1, 256, 64, 64)
const points = [float('point_coords', 1, 'n', 2), float('point_labels', 1, 'n')]
const mask = [float('mask_input', 1, 1, 256, 256), float('has_mask_input', 1)]
const size = float('orig_im_size', 2)
const masks = (count: number | string): Value[] => [
  float('masks', 'a', count, 'h', 'w'),
  float('iou_predictions', 'a', count),
  float('low_res_masks', 'a', count, 256, 256)
]
const fine = [float('high_res_feats_0', 1, 32, 256, 256), float('high_res_feats_1', 1, 64, 128, 128)]
const embed = float('image_embed', 1, 256, 64, 64)

interface Case {
  readonly encoder: readonly [inputs: readonly Value[], outputs: readonly Value[]]
  readonly decoder: readonly [inputs: readonly Value[], outputs: readonly Value[]]
}

function recognise({ encoder, decoder }: Case): Promise<RecognisedPromptable> {
  return Promise.all([header('e.onnx', ...encoder), header('d.onnx', ...decoder)]).then((files) => {
    return recognisePromptable(...files)
  })
}

const everything = { background: true, box: true, refine: true }
const samDecoder = (count: number | string): Case['decoder'] => [
  [embedding, ...points, ...mask, size],
  masks(count)
]

describe('recognisePromptable', () => {
  it.each<[string, Case, object]>([
    [
      'SAM with one mask',
      { encoder: [[planes], [embedding]], decoder: samDecoder(1) },
      { family: 'sam', fit: 'longest-side', inputSize: 1024, capabilities: { ...everything, masks: 1 } }
    ],
    [
      'SAM with four masks, whose encoder names its output otherwise',
      { encoder: [[planes], [float('output', 'b', 256, 64, 64)]], decoder: samDecoder(4) },
      { family: 'sam', capabilities: { ...everything, masks: 4 } }
    ],
    [
      'SAM whose decoder does not say how many masks it gives',
      { encoder: [[planes], [embedding]], decoder: samDecoder('c') },
      { family: 'sam', capabilities: everything }
    ],
    [
      'SAM that takes pixels of any size',
      { encoder: [[float('input_image', 'height', 'width', 3)], [embedding]], decoder: samDecoder(1) },
      {
        family: 'sam',
        normalisation: { mean: [0, 0, 0], std: [1, 1, 1], padding: [123.675, 116.28, 103.53] },
        encoder: { input: { layout: 'hwc' } }
      }
    ],
    [
      'SAM that takes pixels of a fixed size',
      { encoder: [[['input_image', 'uint8', [684, 1024, 3]]], [embedding]], decoder: samDecoder(1) },
      { family: 'sam', inputSize: 1024, encoder: { input: { layout: 'hwc', type: 'uint8' } } }
    ],
    [
      'SAM in half precision, for two points',
      {
        encoder: [
          [['image', 'float16', [1, 3, 1024, 1024]]],
          [['image_embeddings', 'float16', [1, 256, 64, 64]]]
        ],
        decoder: [
          [embedding, float('point_coords', 1, 2, 2), float('point_labels', 1, 2), ...mask, size],
          masks(1)
        ]
      },
      { family: 'sam', capabilities: { maxPoints: 1, box: true } }
    ],
    [
      'EdgeSAM',
      {
        encoder: [[float('image', 1, 3, 1024, 1024)], [embedding]],
        decoder: [
          [embedding, ...points],
          [float('scores', 1, 4), float('masks', 1, 4, 256, 256)]
        ]
      },
      { family: 'edge-sam', fit: 'longest-side', capabilities: { masks: 4, refine: false, background: true } }
    ],
    [
      'EfficientSAM',
      {
        encoder: [[float('batched_images', 'batch', 3, 'height', 'width')], [embedding]],
        decoder: [
          [
            float('image_embeddings', 'batch', 256, 64, 64),
            float('batched_point_coords', 1, 1, 'num_points', 2),
            float('batched_point_labels', 1, 1, 'num_points'),
            ['orig_im_size', 'int64', [2]]
          ],
          [
            float('output_masks', 1, 1, 3, 'h', 'w'),
            float('iou_predictions', 1, 1, 3),
            float('2153', 1, 3, 256, 256)
          ]
        ]
      },
      {
        family: 'efficient-sam',
        fit: 'stretch',
        normalisation: { std: [255, 255, 255] },
        capabilities: { masks: 3, refine: false, background: false, box: true, maxPoints: 6 }
      }
    ],
    [
      'SAM 2',
      {
        encoder: [[float('image', 1, 3, 1024, 1024)], [...fine, embed]],
        decoder: [
          [embed, ...fine, ...points, float('mask_input', 'l', 1, 256, 256), float('has_mask_input', 'l')],
          [float('masks', 'l', 3, 256, 256), float('iou_predictions', 'l', 3)]
        ]
      },
      { family: 'sam2', fit: 'stretch', capabilities: { ...everything, masks: 3 } }
    ],
    [
      'SAM 2 whose encoder names its outputs otherwise',
      {
        encoder: [
          [float('image', 1, 3, 1024, 1024)],
          [float('a', 1, 32, 256, 256), float('b', 1, 64, 128, 128), float('c', 1, 256, 64, 64)]
        ],
        decoder: [
          [embed, ...fine, ...points, ...mask, ['orig_im_size', 'int64', [2]]],
          [float('masks', 'l', 1, 'h', 'w'), float('iou_predictions', 'l', 1)]
        ]
      },
      {
        family: 'sam2',
        encoder: { outputs: [{ as: 'image_embed' }, { as: 'high_res_feats_0' }, { as: 'high_res_feats_1' }] }
      }
    ],
    [
      'SAM-HQ, as X-AnyLabeling has it',
      {
        encoder: [
          [float('input_image', 'image_height', 'image_width', 3)],
          [
            embedding,
            float('interm_embeddings', 1, 64, 64, 768),
            ...['2784', '3000', '3216'].map((name) => float(name, 1, 64, 64, 768))
          ]
        ],
        decoder: [
          [embedding, float('interm_embeddings', 4, 1, 64, 64, 768), ...points, ...mask, size],
          masks(1)
        ]
      },
      {
        family: 'sam-hq',
        fit: 'longest-side',
        capabilities: { ...everything, masks: 1 },
        encoder: { outputs: [{ as: 'image_embeddings' }, { name: 'interm_embeddings', firstLayer: true }] }
      }
    ],
    [
      'light SAM-HQ, whose encoder has no names',
      {
        encoder: [[planes], [float('a', 1, 256, 64, 64), float('b', 1, 1, 64, 64, 160)]],
        decoder: [
          [embedding, float('interm_embeddings', 1, 1, 64, 64, 160), ...points, ...mask, size],
          masks(1)
        ]
      },
      { family: 'sam-hq', encoder: { outputs: [{ name: 'a' }, { name: 'b', as: 'interm_embeddings' }] } }
    ],
    [
      'SAM 2 of ONNX Runtime',
      {
        encoder: [
          [float('image', 'batch_size', 3, 1024, 1024)],
          [
            float('image_features_0', 'batch_size', 32, 256, 256),
            float('image_features_1', 'batch_size', 64, 128, 128),
            float('image_embeddings', 'batch_size', 256, 64, 64)
          ]
        ],
        decoder: [
          [
            float('image_features_0', 1, 32, 256, 256),
            float('image_features_1', 1, 64, 128, 128),
            embedding,
            float('point_coords', 'num_labels', 'num_points', 2),
            ['point_labels', 'int32', ['num_labels', 'num_points']],
            float('input_masks', 'num_labels', 1, 256, 256),
            float('has_input_masks', 'num_labels'),
            ['original_image_size', 'int32', [2]]
          ],
          [
            ['masks', 'bool', ['num_labels', 3, 'h', 'w']],
            float('iou_predictions', 'num_labels', 3),
            float('low_res_masks', 'num_labels', 3, 256, 256)
          ]
        ]
      },
      { family: 'sam2', fit: 'stretch', capabilities: { ...everything, masks: 3 } }
    ],
    [
      'SAM 2 of RectLabel',
      {
        encoder: [
          [float('input', 1, 3, 1024, 1024)],
          [
            embedding,
            float('high_res_features1', 1, 32, 256, 256),
            float('high_res_features2', 1, 64, 128, 128)
          ]
        ],
        decoder: [
          [
            embedding,
            float('high_res_features1', 1, 32, 256, 256),
            float('high_res_features2', 1, 64, 128, 128),
            ...points,
            ...mask,
            ['orig_im_size', 'int64', [2]]
          ],
          masks(4)
        ]
      },
      { family: 'sam2', capabilities: { ...everything, masks: 4 } }
    ],
    [
      'SAM 2 without a mask to refine',
      {
        encoder: [[float('image', 1, 3, 1024, 1024)], [...fine, embed]],
        decoder: [
          [embed, ...fine, ...points],
          [float('masks', 1, 3, 256, 256), float('iou_predictions', 1, 3)]
        ]
      },
      { family: 'sam2', capabilities: { refine: false, background: true, box: true } }
    ],
    [
      'SAM 2 of Transformers',
      {
        encoder: [
          [float('pixel_values', 'batch_size', 3, 1024, 1024)],
          [
            float('image_embeddings.0', 'batch_size', 32, 256, 256),
            float('image_embeddings.1', 'batch_size', 64, 128, 128),
            float('image_embeddings.2', 'batch_size', 256, 64, 64)
          ]
        ],
        decoder: [
          [
            float('input_points', 'batch_size', 1, 'num_points', 2),
            ['input_labels', 'int64', ['batch_size', 1, 'num_points']],
            float('input_boxes', 'batch_size', 'num_boxes', 4),
            float('image_embeddings.0', 'batch_size', 32, 256, 256),
            float('image_embeddings.1', 'batch_size', 64, 128, 128),
            float('image_embeddings.2', 'batch_size', 256, 64, 64)
          ],
          [
            float('iou_scores', 'batch_size', 'prompts', 3),
            float('pred_masks', 'batch_size', 'prompts', 3, 256, 256),
            float('object_score_logits', 'batch_size', 'prompts', 1)
          ]
        ]
      },
      {
        family: 'sam2-transformers',
        fit: 'stretch',
        capabilities: { masks: 3, refine: false, background: true, box: true }
      }
    ],
    [
      'SAM of Transformers',
      {
        encoder: [
          [float('pixel_values', 'batch_size', 'num_channels', 'height', 'width')],
          [
            float('image_embeddings', 'batch_size', 256, 64, 64),
            float('image_positional_embeddings', 'batch_size', 256, 64, 64)
          ]
        ],
        decoder: [
          [
            float('input_points', 'batch_size', 'point_batch_size', 'nb_points_per_image', 2),
            ['input_labels', 'int64', ['batch_size', 'point_batch_size', 'nb_points_per_image']],
            float('image_embeddings', 'batch_size', 256, 64, 64),
            float('image_positional_embeddings', 'batch_size', 256, 64, 64)
          ],
          [
            float('iou_scores', 'batch_size', 'point_batch_size', 3),
            float('pred_masks', 'batch_size', 'point_batch_size', 3, 256, 256)
          ]
        ]
      },
      {
        family: 'sam-transformers',
        fit: 'longest-side',
        inputSize: 1024,
        capabilities: { masks: 3, refine: false, background: true, box: false }
      }
    ]
  ])('knows %s', async (_name, files, expected) => {
    expect(await recognise(files)).toMatchObject(expected)
  })

  it('tells encoder and decoder apart, and finds the other one', async () => {
    const encoder = await header('big.encoder.onnx', [planes], [embedding])
    const decoder = await header('big.decoder.onnx', ...samDecoder(1))
    await header('small.encoder.onnx', [planes], [embedding])
    await header('small.decoder.onnx', ...samDecoder(4))
    await writeFile(join(folder, 'damaged.decoder.onnx'), 'no model')
    expect(await recognisePromptable(decoder, encoder)).toMatchObject({ encoderFile: { path: encoder } })
    expect(await recognisePromptable(decoder)).toMatchObject({ encoderFile: { path: encoder } })
    expect(await recognisePromptable(encoder)).toMatchObject({ decoderFile: { path: decoder } })
  })

  it('names the part that is missing', async () => {
    const encoder = await header('e.onnx', [planes], [embedding])
    const incomplete = { kind: 'model-incomplete', params: { file: encoder, missing: 'decoder' } }
    await expect(recognisePromptable(encoder)).rejects.toMatchObject(incomplete)
    await expect(recognisePromptable(encoder, encoder)).rejects.toMatchObject(incomplete)
    await rm(encoder)
    const decoder = await header('d.onnx', ...samDecoder(1))
    await expect(recognisePromptable(decoder)).rejects.toMatchObject({ params: { missing: 'encoder' } })
  })

  it.each<[string, Case]>([
    [
      'a decoder with an input more',
      { encoder: [[planes], [embedding]], decoder: [[...samDecoder(1)[0], float('interm', 1)], masks(1)] }
    ],
    [
      'parts that do not fit each other',
      { encoder: [[planes], [float('e', 1, 256, 32, 32)]], decoder: samDecoder(1) }
    ],
    [
      'an encoder that gives something else',
      { encoder: [[planes], [float('e', 1, 1000)]], decoder: samDecoder(1) }
    ]
  ])('lists what it found in %s, and the families that it knows', async (_name, files) => {
    await expect(recognise(files)).rejects.toMatchObject({
      kind: 'model-unknown',
      params: {
        inputs: expect.stringContaining('x float32[1, 3, 1024, 1024]') as string,
        outputs: expect.stringMatching(/e(mbeddings)? float32\[1, /) as string,
        families: 'SAM, SAM-HQ, EdgeSAM, EfficientSAM, SAM 2, SAM (Transformers), SAM 2 (Transformers)'
      }
    })
  })
})

describe('a user’s model', () => {
  it('is a folder with a generated manifest, or its files', async () => {
    const source = join(folder, 'source')
    const target = join(folder, 'target')
    await mkdir(source)
    await mkdir(target)
    for (const part of ['encoder', 'decoder']) {
      await copyFile(join(modelDir, `${part}.onnx`), join(source, `my sam, ${part}.onnx`))
    }
    const { manifest, files } = await openModel(join(source, 'my sam, encoder.onnx'))
    expect(manifest).toMatchObject({ name: 'my sam', family: 'sam', capabilities: { masks: 4 } })
    expect(manifest.id).toMatch(/^my-sam-[0-9a-f]{8}$/)
    expect(await openModel(source)).toEqual({ manifest, files })
    await copyFile(files.encoderPath, join(target, manifest.encoder.file))
    await copyFile(files.decoderPath, join(target, manifest.decoder.file))
    await writeFile(join(target, 'manifest.json'), JSON.stringify(manifest))
    const kept = await verifyModel(target)
    expect(kept.manifest).toEqual(manifest)
    expect(await openModel(target)).toEqual(kept)
    const renamed = await userModel(await recognisePromptable(files.encoderPath), { name: 'Мой SAM' })
    expect(renamed.manifest).toMatchObject({ name: 'Мой SAM' })
    expect(renamed.manifest.id).toMatch(/^sam-[0-9a-f]{8}$/)
  })

  it('is not found in an empty folder', async () => {
    await expect(openModel(folder)).rejects.toMatchObject({ kind: 'model-missing' })
    await expect(openModel(join(folder, 'nowhere.onnx'))).rejects.toMatchObject({ kind: 'model-missing' })
  })
})
