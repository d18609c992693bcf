import type { Annotation } from '@shared/schema/annotation'
import type { CursorShape, EditorState } from '../../editorState'
import { isEditable, select, selectedObjects } from '../../objects/selection'
import { objectsAt } from '../../objects/picking'
import { Tool } from '../tool'
import type { ToolContext } from '../toolContext'
import { stateOf } from '../toolContext'
import { StateNode, type PointerAt } from '../stateNode'
import type { KeyInput } from '../../inputs'
import { Painting } from './painting'

/** Paints or erases the pixels of a mask; Alt turns the one into the other. */
export class BrushTool extends Tool {
  constructor(
    readonly id: 'brush' | 'eraser',
    context: ToolContext
  ) {
    super(context)
  }

  idle(): StateNode {
    return new BrushIdle(this)
  }

  override enter(): void {
    this.holdAlt(false)
    super.enter()
  }

  /** What a stroke that begins now would do. */
  holdAlt(held: boolean): void {
    const other = this.id === 'brush' ? 'eraser' : 'brush'
    const brushMode = held ? other : this.id
    const { state } = this.context
    if (state.getState().brushMode !== brushMode) state.setState({ brushMode })
  }
}

/** Waits for a stroke. */
class BrushIdle extends StateNode {
  readonly id = 'idle'

  constructor(private readonly tool: BrushTool) {
    super()
  }

  override onPointerMove(at: PointerAt): void {
    this.tool.holdAlt(at.alt)
  }

  override onKey(input: KeyInput): boolean {
    if (input.key !== 'Alt') return false
    this.tool.holdAlt(input.type === 'down')
    return true
  }

  override onPointerDown(at: PointerAt): void {
    if (at.button !== 'left') return
    this.tool.holdAlt(at.alt)
    const { brushMode } = stateOf(this.tool.context)
    const target = strokeTarget(this.tool.context, at, brushMode)
    if (target === 'none') return
    this.tool.go(new Painting(this.tool, at, brushMode, target))
  }

  override cursor(): CursorShape {
    return refusesStrokes(stateOf(this.tool.context)) ? 'not-allowed' : 'none'
  }
}

/** Locked and hidden objects, and several at once, are not painted on. */
function refusesStrokes(state: EditorState): boolean {
  const [first, ...others] = selectedObjects(state)
  return !state.objectsVisible || others.length > 0 || (first !== undefined && !isEditable(first))
}

/**
 * The object that a stroke changes: the selected one; without a selection the eraser takes the one under it, and
 * the brush begins a new one (null).
 */
function strokeTarget(
  context: ToolContext,
  at: PointerAt,
  mode: 'brush' | 'eraser'
): Annotation | null | 'none' {
  const state = stateOf(context)
  if (refusesStrokes(state)) return 'none'
  const [selected] = selectedObjects(state)
  if (selected) return selected
  if (mode === 'brush') return null
  const found = objectsAt(state, at.image, 0).find(isEditable)
  if (found) select(context.state, [found.id])
  return found ?? 'none'
}
