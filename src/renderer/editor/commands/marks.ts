import type { Annotation } from '@shared/schema/annotation'
import { selectedObjects } from '../objects/selection'
import type { ObjectCommand } from './command'

/** Marks the selected objects as reviewed, or takes the mark away when all of them have it. */
export const toggleReviewed: ObjectCommand = (state) => review(selectedObjects(state))

/** Marks all objects of the image as reviewed, or takes the mark away when all of them have it. */
export const toggleAllReviewed: ObjectCommand = (state) => review([...state.annotations.values()])

function review(objects: readonly Annotation[]): ReturnType<ObjectCommand> {
  const reviewed = objects.some((object) => !object.reviewed)
  return {
    name: reviewed ? 'review' : 'unreview',
    changed: objects.map((object) => ({ ...object, reviewed }))
  }
}
