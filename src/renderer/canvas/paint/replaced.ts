import type { EditorState } from '../../editor/editorState'

/** The object whose own drawing something else takes the place of: a stroke, or a prompt that outlines it anew. */
export function replacedObject({ draft, assist }: Pick<EditorState, 'draft' | 'assist'>): string | null {
  return draft?.kind === 'stroke' ? draft.target : assist.mask ? assist.refining : null
}
