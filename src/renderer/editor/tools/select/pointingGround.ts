import { boxFromCorners } from '@shared/geometry/box'
import type { AnnotationId } from '@shared/schema/ids'
import type { CursorShape } from '../../editorState'
import { objectsInside } from '../../objects/picking'
import { select } from '../../objects/selection'
import { DragState } from '../dragState'
import type { PointerAt } from '../stateNode'
import type { Tool } from '../tool'
import { stateOf } from '../toolContext'

/** The pointer is down where no object is: a click selects nothing, a drag draws a box around objects. */
export class PointingGround extends DragState {
  readonly id: string = 'pointing'

  constructor(
    protected readonly tool: Tool,
    origin: PointerAt
  ) {
    super(origin)
  }

  protected drag(at: PointerAt): void {
    const marquee = new Marquee(this.tool, this.origin)
    this.tool.go(marquee)
    marquee.onPointerMove(at)
  }

  protected drop(): void {
    this.tool.go(this.tool.idle())
  }

  protected click(): void {
    if (!this.origin.shift && !this.origin.ctrl) select(this.tool.context.state, [])
    this.tool.go(this.tool.idle())
  }

  protected abandon(): void {
    this.tool.go(this.tool.idle())
  }

  override cursor(): CursorShape {
    return 'default'
  }
}

/** Draws a box; the objects inside it are selected as it grows. */
class Marquee extends DragState {
  readonly id = 'marquee'
  readonly #before: ReadonlySet<AnnotationId>

  constructor(
    private readonly tool: Tool,
    origin: PointerAt
  ) {
    super(origin)
    this.#before = stateOf(tool.context).selection
  }

  override onExit(): void {
    this.tool.context.state.setState({ draft: null })
  }

  protected drag(at: PointerAt): void {
    const { state } = this.tool.context
    const box = boxFromCorners(this.origin.image, at.image)
    const inside = objectsInside(state.getState(), box).map(({ id }) => id)
    const kept = this.origin.shift || this.origin.ctrl ? this.#before : []
    state.setState({ draft: { kind: 'marquee', rect: { kind: 'rect', ...box } } })
    select(state, [...kept, ...inside])
  }

  protected drop(): void {
    this.tool.go(this.tool.idle())
  }

  protected click(): void {
    this.tool.go(this.tool.idle())
  }

  protected abandon(): void {
    select(this.tool.context.state, this.#before)
    this.tool.go(this.tool.idle())
  }
}
