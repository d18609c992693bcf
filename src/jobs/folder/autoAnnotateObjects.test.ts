import { describe, expect, it } from 'vitest'
import { newAnnotation, type Annotation } from '@shared/schema/annotation'
import type { AnnotationId, LabelId } from '@shared/schema/ids'
import { patchToRle } from '@shared/mask/patch'
import { detectedProposals, mapClasses, objectsDiff, type MappedObject } from './autoAnnotateObjects'

const [cat, dog] = [1 as LabelId, 2 as LabelId]

function found(x: number, fields: Partial<MappedObject> = {}): MappedObject {
  const box = { x, y: 1, width: 4, height: 4 }
  const mask = patchToRle({ ...box, data: new Uint8Array(16).fill(1) }, { width: 40, height: 8 })
  return { classIndex: 0, className: 'cat', labelId: cat, box, score: 0.8, mask, maskScore: 0.95, ...fields }
}

function existing(id: string, x: number, fields: Partial<Annotation> = {}): Annotation {
  const shape = { kind: 'rect' as const, x, y: 1, width: 4, height: 4 }
  return newAnnotation({ id: `existing-${id}` as AnnotationId, labelId: cat, shape, order: 5, ...fields })
}

function diff(
  before: readonly Annotation[],
  objects: readonly MappedObject[],
  onObjects: Parameters<typeof objectsDiff>[2] = 'add'
) {
  let last = 0
  return objectsDiff(before, objects, onObjects, 'yolox', () => `new-object-${++last}` as AnnotationId)
}

describe('classes', () => {
  it('become those of the project; the others are ignored', () => {
    const objects = [0, 1, 2].map((classIndex) => ({ ...found(0), classIndex }))
    const classes = [
      { index: 0, labelId: dog },
      { index: 2, labelId: 9 as LabelId }
    ]
    const mapped = mapClasses(objects, { classes }, (id) => id !== 9)
    expect(mapped.map(({ classIndex, labelId }) => [classIndex, labelId])).toEqual([[0, dog]])
  })
})

describe('objects of a detector', () => {
  it('come on top with mask, score, model and prompt; smaller ones above larger ones', () => {
    const large = found(10, { box: { x: 10, y: 0, width: 9, height: 8 } })
    const { added, removed, updated } = diff([existing('a', 30)], [found(0), large])
    expect(Object.values(added)).toMatchObject([
      { order: 6, source: 'detector', score: 0.8, modelId: 'yolox', prompt: { box: [10, 0, 19, 8] } },
      { order: 7, labelId: cat, shape: { kind: 'mask', width: 40, height: 8 }, rawMask: { width: 40 } }
    ])
    expect([removed, updated]).toEqual([{}, {}])
  })

  it('are rectangles without a mask', () => {
    const [object] = Object.values(diff([], [found(3, { mask: undefined })]).added)
    expect(object).toMatchObject({ shape: { kind: 'rect', x: 3, width: 4 }, rawMask: null })
  })

  it('are not added where there is one of the same class already', () => {
    const before = [existing('a', 0), existing('b', 10, { labelId: dog })]
    expect(Object.keys(diff(before, [found(0), found(10)]).added)).toHaveLength(1)
    const first = Object.values(diff([], [found(0)]).added)
    expect(diff(first, [found(0)])).toEqual({ added: {}, updated: {}, removed: {} })
  })

  it('replace only what they may', () => {
    const manual = existing('manual', 0)
    const detected = existing('detected', 10, { source: 'detector' })
    const reviewed = existing('reviewed', 20, { source: 'detector', reviewed: true })
    const locked = existing('locked', 30, { source: 'detector', locked: true })
    const before = [manual, detected, reviewed, locked]
    const removed = (how: Parameters<typeof diff>[2]): string[] => Object.keys(diff(before, [], how).removed)
    expect(removed('add')).toEqual([])
    expect(removed('replace-detected')).toEqual([detected.id])
    expect(removed('replace-all')).toEqual([manual.id, detected.id, reviewed.id])
  })
})

describe('proposals of a detector', () => {
  it('carry the class, and are none without a mask', () => {
    expect(detectedProposals([found(2), found(9, { mask: undefined })])).toMatchObject([
      {
        area: 16,
        box: { x: 2, y: 1, width: 4, height: 4 },
        score: 0.95,
        detected: { labelId: cat, score: 0.8 }
      }
    ])
  })
})
