import { folderJobId } from '../../../../src/shared/ipc/jobView'
import { box, adding, removing, updating } from '../../../../src/store/testing/records'
import { contract, type CallName } from '@shared/ipc/contract'
import { countsToString } from '@shared/mask/rleString'
import { newAnnotation, type Annotation } from '@shared/schema/annotation'
import { annotationIdSchema, labelIdSchema } from '@shared/schema/ids'
import type { Files } from '../../target'

/** Of the images of the project, in pixels. */
export const SIZE = { width: 48, height: 32 }

/** Waits until every job has ended; no call, but a step of a case. */
export const SETTLED = '(settled)'

type Step = readonly [name: CallName | typeof SETTLED, input?: unknown]

const image = 1
const other = 2
const label = (id: number, name: string) => ({ id, name, color: '#3b82f6' })
const one = box('object-one')
const two = box('object-two', { order: 1, reviewed: true, attributes: { color: 'red', count: 3 } })

const polygon: Annotation = newAnnotation({
  id: annotationIdSchema.parse('object-three'),
  labelId: labelIdSchema.parse(1),
  order: 2,
  shape: {
    kind: 'polygon',
    parts: [
      {
        outer: [
          { x: 1, y: 1 },
          { x: 30, y: 1 },
          { x: 30, y: 20 }
        ],
        holes: []
      }
    ]
  }
})
const mask: Annotation = newAnnotation({
  id: annotationIdSchema.parse('object-four'),
  labelId: labelIdSchema.parse(1),
  order: 3,
  source: 'point',
  modelId: 'mobile-sam',
  score: 0.9,
  prompt: { points: [{ x: 10, y: 10, label: 1 }], box: null },
  shape: { kind: 'mask', ...SIZE, counts: countsToString([100, 40, SIZE.width * SIZE.height - 140]) }
})

const everything = { pointsPerSide: 1, predIouThresh: 0, stabilityScoreThresh: 0 }
const exportOptions = {
  format: 'coco',
  rle: false,
  masks: 'semantic',
  tolerance: 1,
  images: 'all',
  split: null,
  imageFiles: 'copy'
}
const found = { labelId: 1, score: 0.8, box: { x: 1, y: 2, width: 8, height: 9 } }
const prompt = { points: [{ x: 20, y: 12, label: 1 }], box: null }

/** What a window does, in sequences that lead through the states of the application; every call is in one of them. */
const scenarios: readonly (readonly Step[])[] = [
  [
    ['app.bootstrap'],
    ['settings.update', { language: 'ru', theme: 'dark', leftPanelWidth: 200, encodeAhead: 2 }],
    ['app.copy', { text: 'words' }],
    ['app.editText', { edit: 'copy' }],
    ['app.editText', { edit: 'paste' }],
    ['app.unsaved', { count: 2 }],
    ['caches.sizes'],
    ['project.openLaunch'],
    ['project.openRecent', { id: '$recent' }],
    ['project.images'],
    ['app.finished']
  ],
  [
    ['image.open', { image }],
    ['edit.commit', { image, name: 'add-rect', diff: adding(one, two) }],
    ['edit.commit', { image, name: 'add-polygon', diff: adding(polygon) }],
    ['edit.commit', { image, name: 'add-mask', diff: adding(mask) }],
    ['edit.commit', { image, name: 'hide', diff: updating([one, { ...one, hidden: true }]) }],
    ['edit.undo', { image }],
    ['edit.redo', { image }],
    ['edit.commit', { image, name: 'delete', diff: removing(two) }],
    ['image.setView', { image, view: { zoom: 2, centerX: 10, centerY: 8 } }],
    ['image.retry', { image: 4 }],
    ['image.open', { image: 4 }],
    ['image.open', { image: other }]
  ],
  [
    [
      'labels.commit',
      { name: 'label-add', diff: { added: { 2: label(2, 'boat') }, updated: {}, removed: {} } }
    ],
    [
      'labels.commit',
      {
        name: 'label-rename',
        diff: { added: {}, updated: { 2: [label(2, 'boat'), label(2, 'ship')] }, removed: {} }
      }
    ],
    ['labels.undo'],
    ['labels.redo'],
    [
      'labels.commit',
      { name: 'label-delete', diff: { added: {}, updated: {}, removed: { 2: label(2, 'ship') } } }
    ],
    ['project.rescan'],
    ['project.images']
  ],
  [
    ['image.open', { image }],
    ['inference.predict', { image, stream: 'prompt', prompt, previous: null }],
    ['inference.candidate', { result: '$result', index: 2 }],
    [
      'inference.predict',
      {
        image,
        stream: 'hover',
        prompt: { points: [], box: [2, 2, 40, 30] },
        previous: { result: '$result', index: 1 }
      }
    ],
    ['inference.embeddings', { images: [1, 2, 3] }]
  ],
  [['inference.restart'], ['caches.clear'], [SETTLED], ['caches.sizes'], ['app.bootstrap']],
  [
    ['proposals.start', { image, params: everything, strategy: 'fast' }],
    ['proposals.load', { image }],
    ['proposals.setFilters', { image, filters: { minScore: 0.2, maxArea: 900, parts: 'smallest' } }],
    ['proposals.setDismissed', { image, ids: ['1', '2'], dismissed: true }],
    ['proposals.discard', { image }],
    ['proposals.restore', { image }],
    ['proposals.stop', { image }]
  ],
  [
    [
      'task.start',
      { kind: 'everything', params: everything, strategy: 'fast', onlyWithout: true, images: 'all' }
    ],
    ['task.current'],
    ['jobs.pause', { job: folderJobId }],
    ['jobs.resume', { job: folderJobId }],
    ['task.differences'],
    ['task.settleDifference', { image, difference: { kind: 'unlabelled', found } }],
    ['task.reopenDifference', { image, difference: { kind: 'unlabelled', found }, at: 0 }],
    ['jobs.cancel', { job: folderJobId }],
    ['jobs.dismiss', { job: folderJobId }],
    [
      'task.start',
      {
        kind: 'auto-annotate',
        ...{ model: '$model', classes: [{ index: 0, labelId: 1 }], confidence: 0.3, iou: 0.5 },
        ...{ maxDetections: 5, minSize: 1, into: 'differences', onObjects: 'skip', images: [image] }
      }
    ],
    ['models.inspect', { with: null }],
    ['models.add', { token: '$token.files', name: 'Tiny', licence: 'MIT' }],
    [
      'task.start',
      {
        kind: 'auto-annotate',
        ...{ model: '$model', classes: [{ index: 0, labelId: 1 }], confidence: 0, iou: 0.5 },
        ...{ maxDetections: 5, minSize: 0, into: 'objects', onObjects: 'add', images: 'all' }
      }
    ]
  ],
  [
    ['import.choose', { kind: 'folder' }],
    ['import.inspect', { token: '$token.import' }],
    [SETTLED],
    ['import.report', { job: '$job', offset: 0 }],
    [
      'import.start',
      {
        token: '$token.import',
        format: 'coco',
        classMap: { cat: 'create' },
        onExisting: 'add',
        match: 'name'
      }
    ],
    [SETTLED],
    ['import.history'],
    ['import.undo', { import: 1, later: true }],
    ['import.redo', { import: 1 }],
    ['import.choose', { kind: 'file' }],
    ['import.inspect', { token: '$token.import', format: 'labelme' }],
    ['jobs.cancel', { job: '$job' }]
  ],
  [
    ['edit.commit', { image, name: 'add-mask', diff: adding(mask, one) }],
    ['export.formats'],
    ['export.preflight', { options: exportOptions }],
    ['export.simplifyCost', { tolerance: 1, sample: 10, images: { ids: [1, 2] } }],
    ['export.chooseFolder'],
    ['export.start', { folder: '$token.export', options: exportOptions }],
    [SETTLED],
    ['export.show', { job: '$job' }],
    [
      'export.start',
      {
        folder: '$token.export',
        options: {
          ...{ ...exportOptions, format: 'yolo-seg', imageFiles: 'link' },
          split: { by: 'ratio', train: 2, val: 1, test: 1, seed: 7, together: 'near-duplicates' }
        }
      }
    ],
    ['jobs.cancel', { job: '$job' }],
    // A folder that was chosen for one purpose serves no other.
    ['project.recover', { token: '$token.export', choice: 'start-new' }],
    ['export.start', { folder: '$token.import', options: exportOptions }]
  ],
  [
    ['models.list'],
    ['models.inspect', { with: null }],
    ['models.add', { token: '$token.files', name: 'Tiny', licence: 'MIT' }],
    ['models.setDevice', { id: '$model', device: 'cpu' }],
    ['models.choose', { task: 'detector', id: '$model' }],
    ['models.choose', { task: 'promptable', id: null }],
    ['models.selfTest', { id: 'nothing' }],
    ['models.remove', { id: '$model' }],
    ['models.remove', { id: 'mobile-sam' }],
    ['models.showFolder']
  ],
  [
    ['settings.update', { modelMirror: 'https://models.example/mirror' }],
    ['models.download', { id: 'yolox-nano' }],
    ['models.cancelDownload', { id: 'yolox-nano', keep: true }],
    ['models.cancelDownload', { id: 'yolox-nano', keep: false }],
    ['models.list']
  ],
  [
    ['project.close'],
    ['project.chooseFolder'],
    ['project.recover', { token: '$token.recover', choice: 'salvage' }],
    ['project.rescan'],
    ['project.images'],
    ['edit.commit', { image, name: 'add-rect', diff: adding(one) }],
    ['project.openSample'],
    ['project.images'],
    ['image.open', { image }],
    ['project.openRecent', { id: '$recent' }],
    ['project.close'],
    ['project.images']
  ]
]

/** The scenarios as cases: one file for each call, in their order. */
export function seedCases(): readonly Files[] {
  const named = new Set(scenarios.flat().map(([name]) => name))
  const missing = Object.keys(contract).filter((name) => !named.has(name as CallName))
  if (missing.length > 0) throw new Error(`No case makes these calls: ${missing.join(', ')}`)
  return scenarios.map((steps) =>
    Object.fromEntries(
      steps.map(([name, input], at) => [
        `${String(at).padStart(2, '0')}-${name}.json`,
        new Uint8Array(Buffer.from(JSON.stringify(input ?? '$undefined')))
      ])
    )
  )
}
