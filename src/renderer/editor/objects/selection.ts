import type { Annotation } from '@shared/schema/annotation'
import type { AnnotationId } from '@shared/schema/ids'
import type { Annotations, EditorState } from '../editorState'
import type { StateAccess } from '../pointerState'

/** The selected objects, bottom first. */
export function selectedObjects(state: Pick<EditorState, 'annotations' | 'selection'>): Annotation[] {
  return [...state.annotations.values()].filter((record) => state.selection.has(record.id))
}

/** Whether gestures may change an object. */
export function isEditable(record: Annotation): boolean {
  return !record.locked && !record.hidden
}

/** The selected objects that gestures may change. */
export function editableSelection(state: EditorState): Annotation[] {
  return state.objectsVisible ? selectedObjects(state).filter(isEditable) : []
}

/** Selects exactly these; ids that are no objects are left out. */
export function select(state: StateAccess, ids: Iterable<AnnotationId>): void {
  const { annotations, selection } = state.getState()
  const next = new Set([...ids].filter((id) => annotations.has(id)))
  if (!sameIds(next, selection)) state.setState({ selection: next })
}

/** Adds an object to the selection, or takes it out. */
export function toggleSelected(state: StateAccess, id: AnnotationId): void {
  const { selection } = state.getState()
  select(state, selection.has(id) ? [...selection].filter((other) => other !== id) : [...selection, id])
}

/** The objects from the one selected last to another, in drawing order; that one alone where none is selected. */
export function rangeTo(
  { annotations, selection }: Pick<EditorState, 'annotations' | 'selection'>,
  id: AnnotationId
): AnnotationId[] {
  const ids = [...annotations.values()].map((record) => record.id)
  const last = [...selection].at(-1)
  const ends = [last === undefined ? -1 : ids.indexOf(last), ids.indexOf(id)].sort((a, b) => a - b)
  const [from = -1, to = -1] = ends
  const range = ids.slice(from < 0 ? to : from, to + 1)
  // The end that the range goes out from stays the one selected last.
  return last === undefined ? range : [...range.filter((each) => each !== last), last]
}

/** The same selection without objects that are no more. The same set when all are there. */
export function pruneSelection(
  selection: ReadonlySet<AnnotationId>,
  annotations: Annotations
): ReadonlySet<AnnotationId> {
  const left = [...selection].filter((id) => annotations.has(id))
  return left.length === selection.size ? selection : new Set(left)
}

/** The object after (or before) the selected one in drawing order, round and round; hidden ones are passed over. */
export function neighbourOf(state: EditorState, step: 1 | -1): AnnotationId | null {
  const ids = [...state.annotations.values()].filter((record) => !record.hidden).map(({ id }) => id)
  const from = ids.findIndex((id) => state.selection.has(id))
  const at = from < 0 ? (step > 0 ? 0 : ids.length - 1) : (from + step + ids.length) % ids.length
  return ids[at] ?? null
}

function sameIds(a: ReadonlySet<AnnotationId>, b: ReadonlySet<AnnotationId>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id))
}
