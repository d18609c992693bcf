import type { Annotation } from '@shared/schema/annotation'
import type { EditName } from '@shared/schema/diff'
import type { AnnotationId } from '@shared/schema/ids'
import type { EditorState } from '../editorState'

/** One undoable edit of whole objects, and what is selected after it. */
interface ObjectEdit {
  readonly name: EditName
  /** Objects that are new or changed; those that are as before count for nothing. */
  readonly changed: readonly Annotation[]
  readonly removed?: readonly AnnotationId[]
  /** The selection stays as it is where this is left out. */
  readonly select?: readonly AnnotationId[]
}

/** Works out an edit from what is shown and selected; null when there is nothing to do. It changes nothing itself. */
export type ObjectCommand = (state: EditorState, newId: () => AnnotationId) => ObjectEdit | null
