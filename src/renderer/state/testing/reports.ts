import type { ExportReport, FormatDescription, PreflightReport } from '@shared/schema/exporting'
import type { FormatId } from '@shared/schema/formats'
import type { ImportOutcome, ImportPreview } from '@shared/schema/importing'

/** Formats of each kind: with options, with losses, and one that is only written. */
export const someFormats: readonly FormatDescription[] = [
  {
    id: 'coco',
    canRead: true,
    canWrite: true,
    losses: [],
    options: [
      { name: 'rle', kind: 'switch', initial: false },
      { name: 'tolerance', kind: 'number', min: 0, max: 20, step: 0.25, initial: 0 }
    ]
  },
  {
    id: 'yolo-seg',
    canRead: true,
    canWrite: true,
    losses: ['crowds', 'attributes'],
    options: [{ name: 'tolerance', kind: 'number', min: 0, max: 20, step: 0.25, initial: 0 }]
  },
  {
    id: 'masks',
    canRead: true,
    canWrite: true,
    losses: [],
    options: [
      {
        name: 'masks',
        kind: 'choice',
        choices: ['semantic', 'instances', 'objects'],
        initial: 'semantic'
      }
    ]
  },
  { id: 'csv', canRead: false, canWrite: true, losses: ['outlines'], options: [] }
]

/** An export of two objects, one of which kept all of its shape. */
export function exportReport(fields: Partial<ExportReport> = {}): ExportReport {
  return {
    destination: '/data/export/photos',
    format: 'yolo-seg',
    images: 1,
    objects: 2,
    lost: 0,
    iouMean: 0.9925,
    iouMin: 0.985,
    iouP5: 0.985,
    iouMedian: 0.9925,
    iouHistogram: Array.from({ length: 20 }, (_, i) => (i === 19 ? 2 : 0)),
    notes: [],
    files: ['data.yaml'],
    seconds: 0.5,
    ...fields
  }
}

/** A check that found nothing. */
export function preflightReport(fields: Partial<PreflightReport> = {}): PreflightReport {
  return { images: 1, objects: 2, counts: [], problems: [], ...fields }
}

const match = {
  matched: 2,
  withObjects: 0,
  unmatched: 0,
  ambiguous: 0,
  unmatchedNames: [],
  ambiguousNames: []
} as const

/** A dataset of two images that are in the project. */
export function importPreview(fields: Partial<ImportPreview> = {}): ImportPreview {
  return {
    format: 'coco',
    candidates: [{ id: 'coco', certainty: 1 }],
    images: 2,
    match: { path: match, name: match },
    objects: 5,
    classes: [],
    cannotCarry: [],
    counts: [],
    items: [],
    ...fields
  }
}

/** An import of five objects on two images. */
export function importOutcome(fields: Partial<ImportOutcome> = {}): ImportOutcome {
  return {
    import: 7,
    format: 'coco' satisfies FormatId,
    images: 2,
    matched: 2,
    skipped: 0,
    objects: 5,
    replaced: 0,
    newClasses: [],
    counts: [],
    items: [],
    seconds: 0.2,
    ...fields
  }
}
