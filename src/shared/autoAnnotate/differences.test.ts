import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AnnotationId, LabelId } from '../schema/ids'
import { differences, differenceSchema, type FoundBox, type LabelledBox } from './differences'

const [cat, dog, horse] = [1, 2, 3].map((id) => id as LabelId) as [LabelId, LabelId, LabelId]
const known = new Set([cat, dog])

function object(id: string, labelId: LabelId, x: number, width = 10): LabelledBox {
  return { id: `object-${id}` as AnnotationId, labelId, box: { x, y: 0, width, height: 10 } }
}
function found(labelId: LabelId, x: number, width = 10): FoundBox {
  return { labelId, box: { x, y: 0, width, height: 10 }, score: 0.8 }
}

describe('differences', () => {
  it('are none where the boxes agree', () => {
    expect(differences([object('a', cat, 0)], [found(cat, 2)], known)).toEqual([])
  })

  it('are what the labels lack and what the model lacks', () => {
    const [labelled, seen] = [object('a', cat, 0), found(cat, 50)]
    expect(differences([labelled], [seen], known)).toEqual([
      { kind: 'not-found', object: labelled },
      { kind: 'unlabelled', found: seen }
    ])
  })

  it('are another class, and another box of the same class', () => {
    const [asCat, wide] = [object('a', cat, 0), object('b', dog, 50, 30)]
    const [asDog, narrow] = [found(dog, 0), found(dog, 50)]
    expect(differences([asCat, wide], [asDog, narrow], known)).toEqual([
      { kind: 'class', object: asCat, found: asDog, iou: 1 },
      { kind: 'box', object: wide, found: narrow, iou: 1 / 3 }
    ])
  })

  it('do not hold it against a model that it does not know a class', () => {
    const labelled = object('a', horse, 0)
    expect(differences([labelled], [], known)).toEqual([])
    expect(differences([labelled], [found(dog, 0)], known)).toMatchObject([{ kind: 'class' }])
  })

  it('pair what agrees before what overlaps more', () => {
    const labelled = object('a', cat, 0)
    const [exactDog, nearCat] = [found(dog, 0), found(cat, 2)]
    expect(differences([labelled], [exactDog, nearCat], known)).toEqual([
      { kind: 'unlabelled', found: exactDog }
    ])
  })

  const label = fc.constantFrom(cat, dog)
  const place = fc.tuple(label, fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 30 }))

  it('name no box twice, and are none between an image and itself', () => {
    fc.assert(
      fc.property(fc.array(place, { maxLength: 8 }), fc.array(place, { maxLength: 8 }), (a, b) => {
        const objects = a.map(([labelId, x, width], i) => object(String(i), labelId, x, width))
        const seen = b.map(([labelId, x, width]) => found(labelId, x, width))
        const result = differences(objects, seen, known)
        const named = result.flatMap((each) => ('object' in each ? [each.object.id] : []))
        expect(new Set(named).size).toBe(named.length)
        const boxes = result.flatMap((each) => ('found' in each ? [each.found] : []))
        expect(new Set(boxes).size).toBe(boxes.length)
        // What is in no difference agrees with exactly one other.
        expect(objects.length - named.length).toBe(seen.length - boxes.length)
        for (const each of result) expect(differenceSchema.parse(each)).toEqual(each)
        const same = objects.map(({ labelId, box }) => ({ labelId, box, score: 1 }))
        expect(differences(objects, same, known)).toEqual([])
      })
    )
  })
})
