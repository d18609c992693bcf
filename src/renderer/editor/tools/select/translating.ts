import type { CursorShape } from '../../editorState'
import { DragState } from '../dragState'
import type { PointerAt } from '../stateNode'
import { ObjectMove } from '../objectMove'
import type { Tool } from '../tool'

/** Moves the selected objects, which stay inside the image. */
export class Translating extends DragState {
  readonly id = 'translating'
  #move: ObjectMove | null = null

  constructor(
    private readonly tool: Tool,
    origin: PointerAt
  ) {
    super(origin)
  }

  override onEnter(): void {
    this.#move = new ObjectMove(this.tool.context)
  }

  protected drag(at: PointerAt): void {
    let dx = at.image.x - this.origin.image.x
    let dy = at.image.y - this.origin.image.y
    if (at.shift) [dx, dy] = Math.abs(dx) >= Math.abs(dy) ? [dx, 0] : [0, dy]
    this.#move?.to(dx, dy)
  }

  protected drop(): void {
    this.#move?.commit()
    this.tool.go(this.tool.idle())
  }

  protected click(): void {
    this.abandon()
  }

  protected abandon(): void {
    this.#move?.bail()
    this.tool.go(this.tool.idle())
  }

  override cursor(): CursorShape {
    return 'move'
  }
}
