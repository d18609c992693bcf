import type { EditorState } from '../editor/editorState'

/**
 * What was painted last, as data attributes of the canvas's element, for tests and measurements: they are set while
 * painting, so what they say is on the canvas.
 */
export class PaintMarks {
  constructor(private readonly element: HTMLElement) {}

  /** The photograph was painted, or there is none. */
  image(id: number | null): void {
    this.#set('image', id === null ? 'none' : String(id))
  }

  /** The objects were painted. */
  objects(state: EditorState): void {
    this.#set('objects', String(state.camera ? state.annotations.size : 0))
  }

  /** So many proposals were painted. */
  proposals({ tool, pool }: EditorState, painted: number): void {
    this.#set('proposals', tool !== 'pool' ? 'none' : String(painted))
    this.#set('taken', tool !== 'pool' ? 'none' : String(pool.taken.length))
    this.#set('dismissed', String(pool.dismissed.length))
  }

  /** The preview and the tool's own drawing were painted. */
  overlay({ assist, path, tool, camera, pool, draft, found }: EditorState): void {
    this.#set('found', found ? String(found.labelId) : 'none')
    this.#set('enclosed', draft?.kind === 'lasso' ? String(draft.enclosed.length) : 'none')
    this.#set('lit', pool.hovered?.id ?? 'none')
    this.#set('level', pool.level ? `${pool.level.at}/${pool.level.of}` : 'none')
    this.#set('tool', tool)
    this.#set('path', path)
    this.#set('camera', camera ? `${camera.zoom} ${camera.offsetX} ${camera.offsetY}` : 'none')
    this.#set('phase', assist.phase)
    this.#set('points', String(assist.points.length))
    this.#set('mask', String(assist.index ?? 'none'))
    const ready = assist.status === 'ready' && assist.resultId !== null
    this.#set(
      'preview',
      assist.phase === 'none' ? 'none' : ready ? `ready:${assist.resultId}` : assist.status
    )
  }

  #set(name: string, value: string): void {
    if (this.element.dataset[name] !== value) this.element.dataset[name] = value
  }
}
