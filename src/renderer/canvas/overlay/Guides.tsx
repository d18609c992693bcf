import type { ReactElement } from 'react'
import { Line } from 'react-konva'
import { useStore } from 'zustand'
import type { Editor } from '../../editor/editor'
import type { EditorState } from '../../editor/editorState'
import { marks } from '../paint/colors'

interface GuidesProps {
  readonly editor: Editor
}

/** Whether the next press begins a box: not over a handle, and not while one is drawn, whose sides show as much. */
const hasGuides = ({ path, cursor }: EditorState): boolean =>
  (path === 'box.idle' || path === 'rectangle.idle') && cursor === 'crosshair'

/** Lines through the pointer over the whole canvas, so that a box begins right at the edges of an object. */
export function Guides({ editor }: GuidesProps): ReactElement | null {
  return useStore(editor.store, hasGuides) ? <GuideLines editor={editor} /> : null
}

function GuideLines({ editor }: GuidesProps): ReactElement | null {
  const pointer = useStore(editor.pointerStore, (state) => state.pointer)
  const { width, height } = useStore(editor.store, (state) => state.viewSize)
  if (!pointer) return null
  // On the middle of a pixel a line is one pixel wide.
  const [x, y] = [Math.floor(pointer.x) + 0.5, Math.floor(pointer.y) + 0.5]
  return (
    <>
      <Guide points={[0, y, width, y]} />
      <Guide points={[x, 0, x, height]} />
    </>
  )
}

/** White between black is seen on any photograph. */
function Guide({ points }: { readonly points: number[] }): ReactElement {
  const line = { points, strokeWidth: 1, opacity: 0.75, perfectDrawEnabled: false }
  return (
    <>
      <Line {...line} name="guide" stroke={marks.dark} />
      <Line {...line} stroke={marks.light} dash={[4, 4]} />
    </>
  )
}
