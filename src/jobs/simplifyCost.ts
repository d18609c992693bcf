import type { SimplifyCost } from '@shared/schema/exporting'
import { contoursOfMask } from '@shared/mask/contours'
import { simplifyKeeping } from '@shared/mask/simplify'
import type { PolygonPart } from '@shared/schema/shape'
import { CooperativeYielder } from '../formats/cooperativeYielder'
import { seededRandom, shuffled } from '../formats/random'
import { SelfCheck } from '../formats/selfCheck'
import type { ProjectStore } from '../store/projectStore'
import { chosenImages } from './chosenImages'
import type { SimplifyTask, TaskProgress } from './jobTask'

/** The same images are tried for every tolerance, so that the figures can be compared. */
const SEED = 1

/** What a tolerance costs, tried on masks of images drawn by chance. @throws ProblemError 'cancelled' */
export async function simplifyCost(
  store: ProjectStore,
  { tolerance, sample, images }: Pick<SimplifyTask, 'tolerance' | 'sample' | 'images'>,
  signal: AbortSignal,
  progress: (progress: TaskProgress) => void
): Promise<SimplifyCost> {
  const pacer = new CooperativeYielder(signal)
  const check = new SelfCheck()
  const labelled = chosenImages(store.images(), images).filter(({ objects }) => objects > 0)
  let [objects, pointsExact, points] = [0, 0, 0]
  for (const { id } of shuffled(labelled, seededRandom(SEED))) {
    for (const { shape } of store.annotations(id)) {
      if (shape.kind !== 'mask') continue
      if (objects === sample) break
      await pacer.breathe()
      const { parts, iou } = simplifyKeeping(shape, tolerance)
      pointsExact += pointCount(contoursOfMask(shape))
      points += pointCount(parts)
      check.found(iou)
      progress({ phase: 'comparing', done: ++objects, total: sample })
    }
    if (objects === sample) break
  }
  return { tolerance, objects, pointsExact, points, ...check.distribution() }
}

function pointCount(parts: readonly PolygonPart[]): number {
  return parts.reduce(
    (sum, { outer, holes }) => sum + outer.length + holes.reduce((inner, hole) => inner + hole.length, 0),
    0
  )
}
