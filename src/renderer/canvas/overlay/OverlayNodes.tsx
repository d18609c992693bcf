import type { ReactElement } from 'react'
import { Group } from 'react-konva'
import type { Editor } from '../../editor/editor'
import { BrushRing } from './BrushRing'
import { Guides } from './Guides'
import { PromptNodes } from './PromptNodes'

/**
 * What lies over the image as nodes of its own, each of which listens to what it shows: a movement of the pointer
 * renders only what follows the pointer. All of it keeps its size on the screen, whatever the zoom.
 */
export function OverlayNodes({ editor }: { readonly editor: Editor }): ReactElement {
  return (
    <Group listening={false}>
      <PromptNodes editor={editor} />
      <Guides editor={editor} />
      <BrushRing editor={editor} />
    </Group>
  )
}
