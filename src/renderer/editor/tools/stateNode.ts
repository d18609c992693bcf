import type { ImagePoint, ViewPoint } from '@shared/geometry/spaces'
import type { CursorShape } from '../editorState'
import type { KeyInput, Modifiers, PointerButton, WheelInput } from '../inputs'

/** A pointer event in both spaces. */
export interface PointerAt extends Modifiers {
  readonly view: ViewPoint
  readonly image: ImagePoint
  readonly button: PointerButton | null
}

/**
 * One state of a tool: resting, or one phase of a gesture. It lives from being entered to being left, so what a
 * gesture remembers is its fields, and ends with it.
 */
export abstract class StateNode {
  /** The second part of the path: 'translating' in 'select.translating'. */
  abstract readonly id: string

  onEnter?(): void
  /** Left, for whatever reason. */
  onExit?(): void

  onPointerDown?(at: PointerAt): void
  onPointerMove?(at: PointerAt): void
  onPointerUp?(at: PointerAt): void
  onPointerLeave?(): void

  /** Whether the wheel meant something here, so that it does not zoom. */
  onWheel?(input: WheelInput): boolean

  /** Whether the key meant something here, so that no shortcut sees it. */
  onKey?(input: KeyInput): boolean

  /** Whether there was a step inside the state to take back, before the history's. */
  onUndo?(): boolean

  onRedo?(): boolean

  /** Given up from outside (another tool, another image, an undo): back to the mark. */
  onCancel?(): void

  /** The pointer's shape; a cross-hair where a state does not say. */
  cursor?(at: PointerAt | null): CursorShape
}
