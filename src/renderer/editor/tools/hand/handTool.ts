import type { CursorShape } from '../../editorState'
import { Tool } from '../tool'
import { StateNode, type PointerAt } from '../stateNode'
import { stateOf, type ToolContext } from '../toolContext'

/** Moves the image; lies on top of another tool while Space or the middle button is held. */
export class HandTool extends Tool {
  readonly id = 'hand'

  idle(): StateNode {
    return new HandIdle(this)
  }

  /** Begins to pan at once. */
  grab(at: PointerAt): void {
    this.go(new Panning(this, at))
  }

  get panning(): boolean {
    return this.child instanceof Panning
  }
}

class HandIdle extends StateNode {
  readonly id = 'idle'

  constructor(private readonly tool: HandTool) {
    super()
  }

  override onPointerDown(at: PointerAt): void {
    if (at.button !== 'right') this.tool.grab(at)
  }

  override cursor(): CursorShape {
    return 'grab'
  }
}

/** The image follows the pointer. */
class Panning extends StateNode {
  readonly id = 'panning'

  constructor(
    private readonly tool: HandTool,
    private readonly origin: PointerAt
  ) {
    super()
  }

  override onPointerMove(at: PointerAt): void {
    const context: ToolContext = this.tool.context
    const { camera } = stateOf(context)
    if (!camera) return
    // The image point that was taken hold of comes to lie under the pointer, also after a zoom on the way.
    const { image } = this.origin
    context.camera.panTo(at.view.x - image.x * camera.zoom, at.view.y - image.y * camera.zoom)
  }

  override onPointerUp(at: PointerAt): void {
    if (at.button === this.origin.button) this.tool.go(this.tool.idle())
  }

  override onCancel(): void {
    this.tool.go(this.tool.idle())
  }

  override cursor(): CursorShape {
    return 'grabbing'
  }
}
