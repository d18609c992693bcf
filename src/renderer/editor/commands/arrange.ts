import type { Annotation } from '@shared/schema/annotation'
import type { ObjectCommand } from './command'

/** Where objects go in the drawing order: to its ends, or one place up or down. */
export type Arrangement = 'front' | 'forward' | 'backward' | 'back'

/** Moves the selected objects in the drawing order, and keeps their order among each other; locked ones stay. */
export const arrange =
  (to: Arrangement): ObjectCommand =>
  ({ annotations, selection }) => {
    const before = [...annotations.values()]
    const moves = ({ id, locked }: Annotation): boolean => selection.has(id) && !locked
    const after = arranged(before, moves, to)
    if (after.every((object, at) => object === before[at])) return null
    return { name: 'reorder', changed: renumbered(before, after, moves, to) }
  }

function arranged(
  objects: readonly Annotation[],
  moves: (object: Annotation) => boolean,
  to: Arrangement
): readonly Annotation[] {
  const still = objects.filter((object) => !moves(object))
  const moved = objects.filter(moves)
  switch (to) {
    case 'front':
      return [...still, ...moved]
    case 'back':
      return [...moved, ...still]
    case 'forward':
      return stepped(objects.toReversed(), moves).toReversed()
    case 'backward':
      return stepped(objects, moves)
  }
}

/** Each that moves changes places with the one before it, unless that moves as well. */
function stepped(objects: readonly Annotation[], moves: (object: Annotation) => boolean): Annotation[] {
  const next = [...objects]
  for (let at = 1; at < next.length; at++) {
    const here = next[at]
    const before = next[at - 1]
    if (here && before && moves(here) && !moves(before)) {
      next[at - 1] = here
      next[at] = before
    }
  }
  return next
}

/** As few records as possible get another number: an edit holds each of them whole. */
function renumbered(
  before: readonly Annotation[],
  after: readonly Annotation[],
  moves: (object: Annotation) => boolean,
  to: Arrangement
): Annotation[] {
  const moved = after.filter(moves)
  const lowest = before[0]?.order ?? 0
  const highest = before.at(-1)?.order ?? 0
  if (to === 'front') return moved.map((object, i) => ({ ...object, order: highest + 1 + i }))
  if (to === 'back') return moved.map((object, i) => ({ ...object, order: lowest - moved.length + i }))
  const orders = before.map(({ order }) => order)
  const distinct = orders.every((order, at) => at === 0 || order > (orders[at - 1] ?? order))
  return after.map((object, at) => ({ ...object, order: distinct ? (orders[at] ?? at) : at + 1 }))
}
