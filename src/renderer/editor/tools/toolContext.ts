import type { Size } from '@shared/geometry/spaces'
import type { AssistSession } from '../assist/assistSession'
import { imageSizeOf, type CameraController } from '../camera/cameraController'
import type { ImageDocument } from '../document/imageDocument'
import type { EditorState, ToolId } from '../editorState'
import type { ObjectCommands } from '../objects/objectCommands'
import type { PointerAccess, StateAccess } from '../pointerState'
import type { ProposalPicker } from '../pool/proposalPicker'

/** The parts of the editor that tools work with. */
export interface ToolContext {
  readonly state: StateAccess
  readonly pointer: PointerAccess
  readonly camera: CameraController
  readonly assist: AssistSession
  readonly objects: ObjectCommands
  readonly proposals: ProposalPicker
  readonly document: () => ImageDocument | null
  /** Goes on with another tool. */
  readonly choose: (tool: ToolId) => void
}

/** The published state. */
export function stateOf(context: ToolContext): EditorState {
  return context.state.getState()
}

/**
 * The size of the open image; tools get no input while there is none.
 * @throws Error when there is none all the same.
 */
export function sizeOf(context: ToolContext): Size {
  const size = imageSizeOf(stateOf(context).image)
  if (!size) throw new Error('A tool was used without an image')
  return size
}
