import { clampToImage, type ImagePoint } from '@shared/geometry/spaces'
import { signedRingArea } from '@shared/geometry/polygon'
import type { PolygonShape } from '@shared/schema/shape'
import type { CursorShape } from '../../editorState'
import { grabDistance } from '../../objects/handles'
import type { KeyInput } from '../../inputs'
import { StateNode, type PointerAt } from '../stateNode'
import type { Tool } from '../tool'
import { sizeOf, stateOf } from '../toolContext'

/** A ring is being drawn: each click adds a vertex; the first one, or Enter, closes it. */
export class PolygonDrawing extends StateNode {
  readonly id = 'drawing'
  #points: readonly ImagePoint[]
  #undone: readonly ImagePoint[] = []
  #cursor: ImagePoint | null

  constructor(
    private readonly tool: Tool,
    at: PointerAt
  ) {
    super()
    const first = clampToImage(at.image, sizeOf(tool.context))
    this.#points = [first]
    this.#cursor = first
  }

  override onEnter(): void {
    this.#publish()
  }

  override onExit(): void {
    this.tool.context.state.setState({ draft: null, steps: { undo: false, redo: false } })
  }

  override onPointerMove(at: PointerAt): void {
    this.#cursor = clampToImage(at.image, sizeOf(this.tool.context))
    this.#publish()
  }

  override onPointerDown(at: PointerAt): void {
    if (at.button !== 'left') return
    const point = clampToImage(at.image, sizeOf(this.tool.context))
    const first = this.#points[0]
    const last = this.#points[this.#points.length - 1]
    const canClose = this.#points.length >= 3
    if (first && canClose && this.#near(first, point)) this.#close()
    // A double click ends the ring too: its second press lies on the vertex that the first one set.
    else if (last && this.#near(last, point, 2)) {
      if (canClose) this.#close()
    } else {
      this.#points = [...this.#points, point]
      this.#undone = []
      this.#cursor = point
      this.#publish()
    }
  }

  override onKey(input: KeyInput): boolean {
    if (input.type !== 'down' || input.ctrl) return false
    switch (input.key) {
      case 'Enter':
        if (this.#points.length >= 3) this.#close()
        return true
      case 'Escape':
        this.onCancel()
        return true
      case 'Backspace':
        return this.onUndo()
      default:
        return false
    }
  }

  override onUndo(): boolean {
    const last = this.#points[this.#points.length - 1]
    if (!last) return false
    this.#points = this.#points.slice(0, -1)
    this.#undone = [...this.#undone, last]
    if (this.#points.length === 0) this.onCancel()
    else this.#publish()
    return true
  }

  override onRedo(): boolean {
    const next = this.#undone[this.#undone.length - 1]
    // The history waits until the ring is closed or given up.
    if (!next) return true
    this.#undone = this.#undone.slice(0, -1)
    this.#points = [...this.#points, next]
    this.#publish()
    return true
  }

  override onCancel(): void {
    this.tool.go(this.tool.idle())
  }

  override cursor(): CursorShape {
    return this.#closing ? 'pointer' : 'crosshair'
  }

  get #closing(): boolean {
    const first = this.#points[0]
    return !!first && this.#points.length >= 3 && !!this.#cursor && this.#near(first, this.#cursor)
  }

  /** The ring becomes an object, unless it has no area. */
  #close(): void {
    const outer = this.#points.map(({ x, y }) => ({ x, y }))
    this.tool.go(this.tool.idle())
    if (signedRingArea(outer) === 0) return
    const shape: PolygonShape = { kind: 'polygon', parts: [{ outer, holes: [] }] }
    this.tool.context.objects.creator()('add-polygon', { shape })
  }

  #near(a: ImagePoint, b: ImagePoint, within = grabDistance): boolean {
    const zoom = stateOf(this.tool.context).camera?.zoom ?? 1
    return Math.hypot(a.x - b.x, a.y - b.y) * zoom <= within
  }

  #publish(): void {
    this.tool.context.state.setState({
      draft: { kind: 'polygon', points: this.#points, cursor: this.#cursor, closing: this.#closing },
      steps: { undo: true, redo: this.#undone.length > 0 }
    })
  }
}
