import { boxIou, type Box } from '@shared/geometry/box'
import { shapeBounds } from '@shared/geometry/shape'
import { maskFromRle, maskShape } from '@shared/mask/maskData'
import { newAnnotation, type Annotation } from '@shared/schema/annotation'
import type { AutoAnnotateSettings } from '@shared/schema/autoAnnotate'
import type { AnnotationsDiff } from '@shared/schema/diff'
import type { AnnotationId, LabelId } from '@shared/schema/ids'
import type { ProposalView } from '@shared/ipc/views'
import type { LabelledBox } from '@shared/autoAnnotate/differences'
import type { DetectedObject } from '../../engine/process/protocol'
import { rleArea, rleBounds } from '@shared/mask/measure'

/** An object that a model found, with the project's class. */
export interface MappedObject extends DetectedObject {
  readonly labelId: LabelId
}

/** Objects of the same class that overlap at least so much are the same one. */
const SAME = 0.7

/** What was found, with the project's classes; without classes that are ignored, or that the project lost meanwhile. */
export function mapClasses(
  objects: readonly DetectedObject[],
  { classes }: Pick<AutoAnnotateSettings, 'classes'>,
  hasLabel: (id: LabelId) => boolean
): MappedObject[] {
  const labels = new Map(classes.map(({ index, labelId }) => [index, labelId]))
  return objects.flatMap((object) => {
    const labelId = labels.get(object.classIndex)
    return labelId !== undefined && hasLabel(labelId) ? [{ ...object, labelId }] : []
  })
}

/**
 * The edit that makes objects of what was found, as one step. What is there already is not added again, so that an
 * image that is done twice is none the worse.
 * @param newId gives an id that no object has
 */
export function objectsDiff(
  before: readonly Annotation[],
  found: readonly MappedObject[],
  onObjects: AutoAnnotateSettings['onObjects'],
  modelId: string,
  newId: () => AnnotationId
): AnnotationsDiff {
  const removed = before.filter((object) => isReplaced(object, onObjects))
  const kept = before.filter((object) => !removed.includes(object)).flatMap(labelledBox)
  const top = Math.max(0, ...before.map(({ order }) => order))
  const added = found
    .filter((object) => !kept.some(({ labelId, box }) => isSame(object, labelId, box)))
    // What lies inside another comes to lie on top of it.
    .sort((a, b) => b.box.width * b.box.height - a.box.width * a.box.height)
    .map((object, i) => annotationOf(object, { id: newId(), order: top + 1 + i, modelId }))
  return { added: byId(added), updated: {}, removed: byId(removed) }
}

function isReplaced(object: Annotation, onObjects: AutoAnnotateSettings['onObjects']): boolean {
  if (object.locked) return false
  if (onObjects === 'replace-all') return true
  return onObjects === 'replace-detected' && object.source === 'detector' && !object.reviewed
}

function isSame(object: MappedObject, labelId: LabelId, box: Box): boolean {
  return object.labelId === labelId && boxIou(objectBox(object), box) >= SAME
}

/** Around the mask where there is one. */
function objectBox({ mask, box }: MappedObject): Box {
  return (mask && rleBounds(mask)) ?? box
}

function annotationOf(
  { labelId, box, score, mask }: MappedObject,
  fields: Pick<Annotation, 'id' | 'order' | 'modelId'>
): Annotation {
  const raw = mask && maskFromRle(mask)
  const { x, y, width, height } = box
  return newAnnotation({
    ...fields,
    labelId,
    shape: raw ? maskShape(raw) : { kind: 'rect', x, y, width, height },
    source: 'detector',
    score,
    prompt: { points: [], box: [x, y, x + width, y + height] },
    rawMask: raw ?? null
  })
}

function byId(objects: readonly Annotation[]): Record<string, Annotation> {
  return Object.fromEntries(objects.map((object) => [object.id, object]))
}

/** Objects as boxes, to be compared with what a model finds. */
export function labelledBox({ id, labelId, shape }: Annotation): LabelledBox[] {
  const box = shapeBounds(shape)
  return box ? [{ id, labelId, box }] : []
}

/** What was found as proposals for the pool; those without a mask are none. */
export function detectedProposals(found: readonly MappedObject[]): ProposalView[] {
  return found.flatMap(({ mask, labelId, box, score, maskScore }, i) => {
    const bounds = mask && rleBounds(mask)
    if (!bounds) return []
    const { width, height, counts } = maskFromRle(mask)
    return [
      {
        id: `detected-${i}`,
        mask: { width, height, counts },
        area: rleArea(mask),
        box: bounds,
        score: Math.min(1, maskScore ?? score),
        stability: 1,
        point: { x: box.x + box.width / 2, y: box.y + box.height / 2 },
        cropBox: { x: 0, y: 0, width, height },
        dismissed: false,
        detected: { labelId, score, box }
      }
    ]
  })
}
