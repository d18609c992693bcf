import type { ActionId } from '@shared/actions/actionTable'
import type { ToolId } from '../../editor/editorState'
import {
  IconBrush,
  IconEraser,
  IconPointer,
  IconPolygon,
  IconRectangle,
  IconScan,
  IconSparkles,
  type Icon
} from '../common/icons'

/** The tools in the order of the toolbar. */
export const tools: readonly { readonly id: ToolId; readonly action: ActionId; readonly icon: Icon }[] = [
  { id: 'select', action: 'tool.select', icon: IconPointer },
  { id: 'point', action: 'tool.point', icon: IconSparkles },
  { id: 'box', action: 'tool.box', icon: IconScan },
  { id: 'rectangle', action: 'tool.rectangle', icon: IconRectangle },
  { id: 'polygon', action: 'tool.polygon', icon: IconPolygon },
  { id: 'brush', action: 'tool.brush', icon: IconBrush },
  { id: 'eraser', action: 'tool.eraser', icon: IconEraser }
]
