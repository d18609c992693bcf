import { catalogueIdSchema, type CatalogueId, type ModelTask } from '@shared/schema/models'

/** A file that can be downloaded and used as it is. */
export interface CatalogueDownload {
  /** Where its publisher keeps it; where possible, an address whose content cannot change. */
  readonly address: string
  readonly bytes: number
  /** Null where we do not know it for certain: then the first download is what later ones are compared with. */
  readonly sha256: string | null
  /** A zip archive with the model's files. */
  readonly archive: boolean
}

/** A known model. */
export interface CatalogueEntry {
  readonly id: CatalogueId
  readonly name: string
  readonly task: ModelTask
  readonly familyName: string
  readonly licence: string
  readonly homepage: string
  /** Null for models that come with the program, and for those that are published as weights for PyTorch only. */
  readonly download: CatalogueDownload | null
  /** The official weights, where they have to be exported; docs/models.md says how. */
  readonly weights: string | null
}

const yolox = 'https://github.com/Megvii-BaseDetection/YOLOX'
const sam = 'https://github.com/facebookresearch/segment-anything'
const sam2 = 'https://github.com/facebookresearch/sam2'
const ultralytics = 'https://github.com/ultralytics/assets/releases/download/v8.3.0'
/** Exports of the official weights by the author of samexporter, at one state each. */
const samExports =
  'https://huggingface.co/vietanhdev/segment-anything-onnx-models/resolve/9effc01a9e135621d710d49159f1ffb0b6f724dc'
const sam2Exports =
  'https://huggingface.co/vietanhdev/segment-anything-2.1-onnx-models/resolve/6a3ac868340a3196a349050a6efae22a5acc0330'

const id = (text: string): CatalogueId => catalogueIdSchema.parse(text)

function samModel(name: string, address: string, bytes: number, sha256: string | null): CatalogueEntry {
  const second = address.startsWith(sam2Exports)
  return {
    id: id(name.toLowerCase().replaceAll(' ', '-')),
    name,
    task: 'promptable',
    familyName: second ? 'SAM 2' : 'SAM',
    licence: 'Apache-2.0',
    homepage: second ? sam2 : sam,
    download: { address, bytes, sha256, archive: true },
    weights: null
  }
}

function yoloxModel(size: string, bytes: number, sha256: string): CatalogueEntry {
  const file = `yolox_${size}.onnx`
  return {
    id: id(`yolox-${size}`),
    name: `YOLOX-${size}`,
    task: 'detector',
    familyName: 'YOLOX',
    licence: 'Apache-2.0',
    homepage: yolox,
    download: { address: `${yolox}/releases/download/0.1.1rc0/${file}`, bytes, sha256, archive: false },
    weights: null
  }
}

function ultralyticsModel(name: string, familyName: string, file: string): CatalogueEntry {
  return {
    id: id(file.toLowerCase()),
    ...{ name, familyName, task: 'segmenter', licence: 'AGPL-3.0', download: null },
    homepage: 'https://github.com/ultralytics/ultralytics',
    weights: `${ultralytics}/${file}.pt`
  }
}

/**
 * The models that the library offers. Sizes and hashes are of the files at these addresses: those of YOLOX and of
 * SAM 2.1 tiny are the ones that several independent projects pin; those of the larger SAM exports are not confirmed
 * so, and are left out.
 */
export const catalogue: readonly CatalogueEntry[] = [
  {
    ...{ id: id('mobile-sam'), name: 'MobileSAM', task: 'promptable', familyName: 'SAM' },
    ...{ licence: 'Apache-2.0', homepage: 'https://github.com/ChaoningZhang/MobileSAM' },
    ...{ download: null, weights: null }
  },
  samModel('SAM ViT-B', `${samExports}/sam_vit_b_01ec64.zip`, 348_403_199, null),
  samModel('SAM ViT-L', `${samExports}/sam_vit_l_0b3195.zip`, 1_161_467_885, null),
  samModel(
    'SAM 2.1 tiny',
    `${sam2Exports}/sam2.1_hiera_tiny_20260221.zip`,
    116_507_723,
    'c602cb3f6fd297312a415f885f0df3f0eef9fbb334b069c9d30e828f2ae7c69a'
  ),
  ultralyticsModel('FastSAM-s', 'FastSAM', 'FastSAM-s'),
  ultralyticsModel('YOLOv8n-seg', 'YOLOv8 / 11-seg', 'yolov8n-seg'),
  yoloxModel('nano', 3_659_407, 'c789161ed43c8269fcd4e67c67eeeb4e80c622da2eb296a20bc6007bd18a0b7d'),
  yoloxModel('tiny', 20_219_662, '427cc366d34e27ff7a03e2899b5e3671425c262ea2291f88bb942bc1cc70b0f7'),
  yoloxModel('s', 35_858_002, 'c5c2d13e59ae883e6af3b45daea64af4833a4951c92d116ec270d9ddbe998063')
]
