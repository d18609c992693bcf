import { z } from 'zod'
import { boxIou, type Box } from '../geometry/box'
import { annotationIdSchema, labelIdSchema, type AnnotationId, type LabelId } from '../schema/ids'

const boxSchema = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })

const foundSchema = z.object({ labelId: labelIdSchema, box: boxSchema, score: z.number() })
/** An object as a model sees it; image pixels. */
export type FoundBox = z.infer<typeof foundSchema>

const labelledSchema = z.object({ id: annotationIdSchema, labelId: labelIdSchema, box: boxSchema })
/** The smallest box around an object of the image. */
export interface LabelledBox {
  readonly id: AnnotationId
  readonly labelId: LabelId
  readonly box: Box
}

/**
 * What a model and the labels of an image do not agree on: the labels lack an object, the model lacks one, or both
 * have it with another class or another box.
 */
export const differenceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unlabelled'), found: foundSchema }),
  z.object({ kind: z.literal('not-found'), object: labelledSchema }),
  z.object({ kind: z.literal('class'), object: labelledSchema, found: foundSchema, iou: z.number() }),
  z.object({ kind: z.literal('box'), object: labelledSchema, found: foundSchema, iou: z.number() })
])
export type Difference = z.infer<typeof differenceSchema>

/** Boxes with an IoU of at least this are the same. */
const SAME = 0.5
/** Boxes of the same class that overlap less have nothing to do with each other. */
const NEAR = 0.1

interface Pair {
  readonly object: LabelledBox
  readonly found: FoundBox
  readonly iou: number
  /** 0: they agree, 1: in all but the class, 2: in the class only. */
  readonly rank: 0 | 1 | 2
}

/**
 * Compares what a model found with an image's objects. Each box is paired with one other at most: first those that
 * agree, then those that lie alike, then those of the same class nearby; within each the larger overlap first.
 * @param known the classes that the model can find; it is not held against it that it lacks others
 */
export function differences(
  objects: readonly LabelledBox[],
  found: readonly FoundBox[],
  known: ReadonlySet<LabelId>
): Difference[] {
  const pairs = new Map<LabelledBox, Pair>()
  const taken = new Set<FoundBox>()
  for (const pair of possiblePairs(objects, found)) {
    if (pairs.has(pair.object) || taken.has(pair.found)) continue
    pairs.set(pair.object, pair)
    taken.add(pair.found)
  }
  const ofObjects = objects.flatMap((object) => differenceOf(object, pairs.get(object), known))
  const unlabelled = found.filter((each) => !taken.has(each))
  return [...ofObjects, ...unlabelled.map((each): Difference => ({ kind: 'unlabelled', found: each }))]
}

function differenceOf(
  object: LabelledBox,
  pair: Pair | undefined,
  known: ReadonlySet<LabelId>
): Difference[] {
  if (!pair) return known.has(object.labelId) ? [{ kind: 'not-found', object }] : []
  const { found, iou, rank } = pair
  return rank === 0 ? [] : [{ kind: rank === 1 ? 'class' : 'box', object, found, iou }]
}

function possiblePairs(objects: readonly LabelledBox[], found: readonly FoundBox[]): Pair[] {
  const pairs: Pair[] = []
  for (const object of objects) {
    for (const each of found) {
      const iou = boxIou(object.box, each.box)
      const sameClass = object.labelId === each.labelId
      if (iou < NEAR || (iou < SAME && !sameClass)) continue
      pairs.push({ object, found: each, iou, rank: iou < SAME ? 2 : sameClass ? 0 : 1 })
    }
  }
  return pairs.sort((a, b) => a.rank - b.rank || b.iou - a.iou)
}
