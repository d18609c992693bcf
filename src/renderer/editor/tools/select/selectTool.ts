import { Tool } from '../tool'
import { StateNode, type PointerAt } from '../stateNode'
import type { Annotation } from '@shared/schema/annotation'
import { editableSelection, select, toggleSelected } from '../../objects/selection'
import { DragState } from '../dragState'
import { stateOf } from '../toolContext'
import type { CursorShape } from '../../editorState'
import { ObjectMove } from '../objectMove'
import type { AnnotationId } from '@shared/schema/ids'
import { gripAt, type HandleId } from '../../objects/handles'
import { objectsAt } from '../../objects/picking'
import type { KeyInput } from '../../inputs'
import type { StateAccess } from '../../pointerState'
import { beginGrip } from '../grips/beginGrip'
import { beginNudge } from '../nudge/nudging'
import { PointingGround } from './pointingGround'

/** Selects, moves and resizes objects, and edits the vertices of polygons. */
export class SelectTool extends Tool {
  readonly id = 'select'

  idle(): StateNode {
    return new SelectIdle(this)
  }
}

/** The pointer is down on an object: a click selects it, a drag moves what is selected. */
class Pointing extends DragState {
  readonly id = 'pointing'
  /** The object was selected by this very press. */
  #fresh = false

  constructor(
    private readonly tool: Tool,
    origin: PointerAt,
    /** What a drag takes hold of. */
    private readonly object: Annotation,
    /** What a click selects: the smallest object under the pointer. */
    private readonly clicked: Annotation
  ) {
    super(origin)
  }

  override onEnter(): void {
    const { state } = this.tool.context
    if (state.getState().selection.has(this.object.id) || this.origin.shift || this.origin.ctrl) return
    this.#fresh = true
    select(state, [this.object.id])
  }

  protected drag(at: PointerAt): void {
    const { state } = this.tool.context
    const { selection } = state.getState()
    if (!selection.has(this.object.id)) select(state, [...selection, this.object.id])
    if (editableSelection(stateOf(this.tool.context)).length === 0) return
    const translating = new Translating(this.tool, this.origin)
    this.tool.go(translating)
    translating.onPointerMove(at)
  }

  protected drop(): void {
    this.tool.go(this.tool.idle())
  }

  protected click(): void {
    const { state } = this.tool.context
    if (this.origin.shift || this.origin.ctrl) toggleSelected(state, this.clicked.id)
    else if (!this.#fresh) select(state, [this.clicked.id])
    this.tool.go(this.tool.idle())
  }

  protected abandon(): void {
    this.tool.go(this.tool.idle())
  }
}

/** Moves the selected objects, which stay inside the image. */
class Translating extends DragState {
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

/** How near an outline counts as the object, in view pixels. */
const outlineTolerance = 4

/** Waits; shows what a press would take hold of. */
class SelectIdle extends StateNode {
  readonly id = 'idle'

  constructor(private readonly tool: Tool) {
    super()
  }

  override onPointerMove(at: PointerAt): void {
    this.#hover(this.#objects(at)[0]?.id ?? null)
  }

  override onPointerLeave(): void {
    this.#hover(null)
  }

  override onExit(): void {
    this.#hover(null)
  }

  override onPointerDown(at: PointerAt): void {
    if (at.button === 'right') this.#selectForMenu(at)
    if (at.button !== 'left' || beginGrip(this.tool, at)) return
    const objects = this.#objects(at)
    const { selection } = stateOf(this.tool.context)
    if (at.alt && objects.length > 0) {
      selectBelow(this.tool.context.state, objects)
      return
    }
    // What is selected already is taken hold of first, so that it can be moved under another object.
    const object = objects.find(({ id }) => selection.has(id)) ?? objects[0]
    this.tool.go(
      object ? new Pointing(this.tool, at, object, objects[0] ?? object) : new PointingGround(this.tool, at)
    )
  }

  override onKey(input: KeyInput): boolean {
    // Held for a click that selects what lies below; it must not open a menu.
    if (input.key === 'Alt') return true
    if (beginNudge(this.tool, input)) return true
    const { selection } = stateOf(this.tool.context)
    if (input.type !== 'down' || input.key !== 'Backspace' || selection.size === 0) return false
    this.tool.context.objects.delete(selection)
    return true
  }

  override cursor(at: PointerAt | null): CursorShape {
    if (!at) return 'default'
    const grip = gripAt(stateOf(this.tool.context), at.view, at.image)
    if (grip?.kind === 'handle') return resizeCursors[grip.handle]
    if (grip) return grip.kind === 'vertex' && at.alt ? 'not-allowed' : 'pointer'
    return this.#objects(at).length > 0 ? 'move' : 'default'
  }

  /** The menu that the right button opens is about what is under the pointer. */
  #selectForMenu(at: PointerAt): void {
    const objects = this.#objects(at)
    const { state } = this.tool.context
    const { selection } = state.getState()
    if (!objects.some(({ id }) => selection.has(id)))
      select(
        state,
        objects.slice(0, 1).map(({ id }) => id)
      )
  }

  #objects(at: PointerAt): ReturnType<typeof objectsAt> {
    const state = stateOf(this.tool.context)
    return objectsAt(state, at.image, outlineTolerance / (state.camera?.zoom ?? 1))
  }

  #hover(hovered: AnnotationId | null): void {
    const { pointer } = this.tool.context
    if (pointer.getState().hovered !== hovered) pointer.setState({ hovered })
  }
}

/** Selects the one after the selected one among the objects at a point, from the smallest to the largest and round. */
function selectBelow(state: StateAccess, objects: readonly Annotation[]): void {
  const { selection } = state.getState()
  const next = objects[(objects.findIndex(({ id }) => selection.has(id)) + 1) % objects.length]
  if (next) select(state, [next.id])
}

const resizeCursors: Readonly<Record<HandleId, CursorShape>> = {
  nw: 'nwse-resize',
  se: 'nwse-resize',
  ne: 'nesw-resize',
  sw: 'nesw-resize',
  n: 'ns-resize',
  s: 'ns-resize',
  e: 'ew-resize',
  w: 'ew-resize'
}
