import type {
  CatalogueId,
  CatalogueView,
  FilesToken,
  InspectedModel,
  ModelId,
  ModelsView,
  ModelView
} from '@shared/schema/models'

/** The model that comes with the program. */
export const mobileSam: ModelView = {
  id: 'mobile-sam' as ModelId,
  name: 'MobileSAM',
  task: 'promptable',
  familyName: 'SAM',
  description: '',
  bytes: 44_578_102,
  parameters: 10_131_000,
  input: { width: 1024, height: 1024, dynamic: false },
  classes: [],
  capabilities: { masks: 4, refine: true, background: true, box: true },
  licence: 'Apache-2.0',
  source: '',
  builtIn: true,
  checkedBy: 'built-in',
  chosen: true,
  device: 'auto',
  runsOn: 'cpu',
  test: null
}

/** A detector that the user added. */
export const yolox: ModelView = {
  ...mobileSam,
  id: 'yolox-nano-12345678' as ModelId,
  name: 'YOLOX-nano',
  task: 'detector',
  familyName: 'YOLOX',
  bytes: 3_678_356,
  parameters: 904_481,
  input: { width: 416, height: 416, dynamic: false },
  classes: ['person', 'bicycle'],
  capabilities: null,
  source: 'yolox_nano.onnx',
  builtIn: false,
  checkedBy: 'added',
  chosen: false,
  test: {
    at: 0,
    speeds: [{ device: 'cpu', loadMs: 60, runMs: 21.4, promptMs: null, threads: 2 }],
    failed: []
  }
}

/** A model that can be downloaded, whose hash is not known beforehand. */
export const samB: CatalogueView = {
  id: 'sam-vit-b' as CatalogueId,
  name: 'SAM ViT-B',
  task: 'promptable',
  familyName: 'SAM',
  licence: 'Apache-2.0',
  bytes: 348_403_199,
  address: 'https://models.example/sam_vit_b.zip',
  homepage: 'https://models.example',
  published: false,
  sha256: null,
  exportOnly: false,
  installed: null,
  download: null
}

/** What a file was recognised as. */
export const inspected: InspectedModel = {
  token: 'files-token-1' as FilesToken,
  name: 'yolox_nano',
  files: ['yolox_nano.onnx'],
  task: 'detector',
  familyName: 'YOLOX',
  description: '',
  bytes: 3_678_356,
  parameters: 904_481,
  input: { width: 416, height: 416, dynamic: false },
  classes: ['person', 'bicycle'],
  capabilities: null
}

/** A library as it is at the first start. */
export const fakeModels: ModelsView = {
  models: [mobileSam],
  catalogue: [samB],
  devices: [{ device: 'cpu', available: true, reason: '' }],
  testing: null,
  folder: '/data/models'
}
