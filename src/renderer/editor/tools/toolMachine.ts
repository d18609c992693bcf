import { toImage } from '@shared/geometry/spaces'
import type { EditorState, ToolId } from '../editorState'
import type { KeyInput, PointerInput, WheelInput } from '../inputs'
import { BrushTool } from './brush/brushTool'
import { HandTool } from './hand/handTool'
import { PointTool, BoxTool } from './prompt/promptTools'
import { PoolTool } from './pool/poolTool'
import { PolygonTool } from './polygon/polygonTool'
import { RectangleTool } from './rectangle/rectangleTool'
import { SelectTool } from './select/selectTool'
import type { PointerAt } from './stateNode'
import type { Tool } from './tool'
import type { ToolContext } from './toolContext'

/** The tools, the one that is active, and the hand that may lie on top of it for a while. */
export class ToolMachine {
  readonly #tools: Readonly<Record<ToolId, Tool>>
  readonly #hand: HandTool
  #tool: Tool
  /** Why the hand lies on top. */
  #handHeld: 'space' | 'middle' | null = null
  #space = false
  /** The button of the gesture under way; others are left alone meanwhile. */
  #button: PointerInput['button'] = null
  #last: PointerInput | null = null

  private readonly context: ToolContext

  constructor(parts: Omit<ToolContext, 'choose'>) {
    const context: ToolContext = { ...parts, choose: (id) => this.setTool(id) }
    this.context = context
    this.#tools = {
      select: new SelectTool(context),
      point: new PointTool(context),
      box: new BoxTool(context),
      rectangle: new RectangleTool(context),
      polygon: new PolygonTool(context),
      brush: new BrushTool('brush', context),
      eraser: new BrushTool('eraser', context),
      pool: new PoolTool(context)
    }
    this.#hand = new HandTool(context)
    this.#tool = this.#tools.select
    this.#tool.enter()
  }

  get #active(): Tool {
    return this.#handHeld ? this.#hand : this.#tool
  }

  setTool(id: ToolId): void {
    const next = this.#tools[id]
    if (next === this.#tool) return
    const { tool } = this.context.state.getState()
    this.#tool.exit(id)
    this.#tool = next
    this.context.state.setState({ tool: id, previousTool: tool })
    next.enter()
    this.publish()
  }

  pointerDown(input: PointerInput): void {
    this.#last = input
    const at = this.#locate(input)
    if (!at || this.#button !== null) return
    this.#button = input.button
    if (input.button === 'middle' && !this.#handHeld) {
      this.#pushHandTool('middle')
      this.#hand.grab(at)
    } else this.#active.child.onPointerDown?.(at)
    this.publish()
  }

  pointerMove(input: PointerInput): void {
    this.#last = input
    this.context.pointer.setState({ pointer: input.point })
    const at = this.#locate(input)
    if (at) this.#active.child.onPointerMove?.(at)
    this.publish()
  }

  pointerUp(input: PointerInput): void {
    this.#last = input
    const at = this.#locate(input)
    if (at) this.#active.child.onPointerUp?.(at)
    if (input.button === this.#button) this.#button = null
    if (this.#handHeld === 'middle' && !this.#hand.panning) this.#popHandTool()
    if (this.#button === null) this.#followSpace()
    this.publish()
  }

  pointerLeave(): void {
    this.#last = null
    this.context.pointer.setState({ pointer: null })
    this.#active.child.onPointerLeave?.()
    this.publish()
  }

  /** The system took the pointer or the keyboard away: no button and no key is held any more. */
  release(): void {
    this.#button = null
    this.#space = false
    this.cancel()
    if (this.#handHeld) this.#popHandTool()
    if (this.#tool instanceof BrushTool) this.#tool.holdAlt(false)
    this.publish()
  }

  wheel(input: WheelInput): void {
    if (!this.#active.child.onWheel?.(input)) {
      this.context.camera.wheel(input)
      // The image moved under the pointer, which is as if the pointer had moved.
      if (this.#last) this.pointerMove({ ...this.#last, button: null })
    }
    this.publish()
  }

  key(input: KeyInput): boolean {
    const used = input.code === 'Space' ? this.#spaceKey(input) : (this.#active.child.onKey?.(input) ?? false)
    this.publish()
    return used
  }

  /** Takes back a step inside the gesture, or the gesture. */
  undo(): boolean {
    const used = this.#tool.child.onUndo?.() ?? false
    this.publish()
    return used
  }

  redo(): boolean {
    const used = this.#tool.child.onRedo?.() ?? false
    this.publish()
    return used
  }

  /** Gives up the gesture under way, if there is one. */
  cancel(): void {
    if (this.#handHeld) this.#hand.cancel()
    this.#tool.cancel()
    this.publish()
  }

  onAssistChange(): void {
    this.#tool.onAssistChange?.()
    this.publish()
  }

  /** Tells the state which node is active, and the pointer's shape. */
  publish(): void {
    const { path } = this.#active
    const at = this.#last && this.#locate(this.#last)
    const cursor = this.#active.child.cursor?.(at) ?? 'crosshair'
    const { state } = this.context
    const before = state.getState()
    if (before.path !== path || before.cursor !== cursor) state.setState({ path, cursor })
  }

  #spaceKey(input: KeyInput): boolean {
    if (input.ctrl || input.alt) return false
    this.#space = input.type === 'down'
    // A gesture is not interrupted; the hand comes when it is over.
    if (this.#button === null) this.#followSpace()
    return true
  }

  #followSpace(): void {
    if (this.#space && !this.#handHeld) this.#pushHandTool('space')
    else if (!this.#space && this.#handHeld === 'space') this.#popHandTool()
  }

  #pushHandTool(why: 'space' | 'middle'): void {
    this.#tool.child.onPointerLeave?.()
    this.#handHeld = why
    this.#hand.enter()
  }

  #popHandTool(): void {
    this.#hand.exit(null)
    this.#handHeld = null
  }

  #locate(input: PointerInput): PointerAt | null {
    const { camera, image }: EditorState = this.context.state.getState()
    if (!camera || !image) return null
    const { point, button, alt, ctrl, shift } = input
    return { view: point, image: toImage(camera, point), button, alt, ctrl, shift }
  }
}
