import type { ReactElement } from 'react'
import { Circle, Group, Rect } from 'react-konva'
import { useStore } from 'zustand'
import type { Editor } from '../../editor/editor'
import { marks } from '../paint/colors'

interface BrushRingProps {
  readonly editor: Editor
}

/** The brush as it would paint, around the pointer, in place of the system's cursor. */
export function BrushRing({ editor }: BrushRingProps): ReactElement | null {
  return useStore(editor.store, ({ cursor }) => cursor === 'none') ? <Ring editor={editor} /> : null
}

function Ring({ editor }: BrushRingProps): ReactElement | null {
  const pointer = useStore(editor.pointerStore, (state) => state.pointer)
  const zoom = useStore(editor.store, ({ camera }) => camera?.zoom ?? null)
  const imageRadius = useStore(editor.store, ({ brushRadius }) => brushRadius)
  const erases = useStore(editor.store, ({ brushMode }) => brushMode === 'eraser')
  if (!pointer || zoom === null) return null
  const radius = Math.max(imageRadius * zoom, 1.5)
  return (
    <Group x={pointer.x} y={pointer.y}>
      <Circle radius={radius} stroke={marks.light} strokeWidth={3} />
      <Circle name="brush-ring" radius={radius} stroke={marks.dark} strokeWidth={1.25} />
      {erases && <Rect x={-5} y={-2} width={10} height={4} fill={marks.light} />}
      {erases && <Rect name="brush-minus" x={-4} y={-1} width={8} height={2} fill={marks.dark} />}
    </Group>
  )
}
