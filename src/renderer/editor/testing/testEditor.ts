import { imagePoint, toView, viewPoint, type ViewPoint } from '@shared/geometry/spaces'
import type { ProposalView } from '@shared/ipc/views'
import { maskFromRle } from '@shared/mask/maskData'
import { shapeToRle } from '@shared/mask/rasterize'
import { newAnnotation, type Annotation } from '@shared/schema/annotation'
import { annotationIdSchema, imageIdSchema, labelIdSchema, type LabelId } from '@shared/schema/ids'
import type { ImageRow } from '@shared/schema/image'
import type { Problem } from '@shared/schema/problem'
import { defaultPoolFilters } from '@shared/schema/proposal'
import type { Shape } from '@shared/schema/shape'
import { expect } from 'vitest'
import { Editor } from '../editor'
import type { PointerState } from '../pointerState'
import type { EditorState, ToolId } from '../editorState'
import type { OfferedPool } from '../pool/proposalPicker'
import { noModifiers, type Modifiers, type PointerButton } from '../inputs'
import type { EditorServices } from '../services'
import { MemoryStore } from './memoryStore'
import { ToySam } from './toySam'
import { rleArea, rleBounds } from '@shared/mask/measure'

/** The image of most tests: 100 × 80 pixels, shown at zoom 4 with its corner at (0, 0) of the view. */
export const testImage: ImageRow = {
  id: imageIdSchema.parse(1),
  path: 'one.jpg',
  width: 100,
  height: 80,
  objects: 0,
  proposals: 0,
  problem: null,
  version: '1'
}
export const otherImage: ImageRow = { ...testImage, id: imageIdSchema.parse(2), path: 'two.jpg' }

export const cat = labelIdSchema.parse(1)
export const dog = labelIdSchema.parse(2)

/** An object with a readable id. */
export function testObject(name: string, shape: Shape, fields: Partial<Annotation> = {}): Annotation {
  const id = annotationIdSchema.parse(`object-${name}`)
  return newAnnotation({ id, labelId: cat, shape, order: 1, ...fields })
}

export const rect = (x: number, y: number, width: number, height: number): Shape => ({
  kind: 'rect',
  x,
  y,
  width,
  height
})

/** A polygon of one ring. */
export const polygon = (...points: readonly (readonly [number, number])[]): Shape => ({
  kind: 'polygon',
  parts: [{ outer: points.map(([x, y]) => ({ x, y })), holes: [] }]
})

/** A proposal of a shape's pixels in the test image. */
export function proposalOf(id: string, shape: Shape): ProposalView {
  const size = { width: 100, height: 80 }
  const rle = shapeToRle(shape, size)
  const box = rleBounds(rle)
  if (!box) throw new Error('A proposal has pixels')
  return {
    id,
    mask: maskFromRle(rle),
    area: rleArea(rle),
    box,
    score: 0.9,
    stability: 0.95,
    point: { x: box.x + 0.5, y: box.y + 0.5 },
    cropBox: { x: 0, y: 0, ...size },
    dismissed: false
  }
}

/** What is held during the next inputs, and which button. */
type Held = Partial<Modifiers> & { readonly button?: PointerButton }

/**
 * Drives an editor as a person would, in image pixels, over a store in memory and a toy model. Every method gives
 * the driver back, so that a test reads like what is done.
 */
export class TestEditor {
  readonly store = new MemoryStore()
  readonly sam = new ToySam({ width: 100, height: 80 })
  readonly reports: Problem[] = []
  /** What whole-image segmentation found in the image. */
  pool: OfferedPool = { modelId: 'toy-sam', proposals: [], filters: defaultPoolFilters }
  readonly editor: Editor
  /** What the model cannot be asked. */
  refusal: EditorServices['refusal'] = () => null
  /** What `requestLabel` answers. */
  newLabel: LabelId | null = null
  /** Views that were saved. */
  #ids = 0
  #timers = new Set<() => void>()

  constructor(objects: readonly Annotation[] = []) {
    this.store.add(testImage, objects)
    this.store.add(otherImage)
    this.editor = new Editor({
      predict: (request) => this.sam.predict(request),
      refusal: (prompt) => this.refusal(prompt),
      candidate: (choice) => this.sam.candidate(choice),
      commit: (image, name, diff) => later(() => this.store.commit(image, name, diff)),
      undo: (image) => later(() => this.store.undo(image)),
      redo: (image) => later(() => this.store.redo(image)),
      setView: (image, view) => later(() => this.store.setView(image, view)),
      dismiss: (_, ids) => this.#dismiss(ids),
      newId: () => `new-object-${++this.#ids}`,
      requestLabel: () => Promise.resolve(this.newLabel),
      report: (problem) => void this.reports.push(problem),
      schedule: (run) => {
        this.#timers.add(run)
        return () => this.#timers.delete(run)
      }
    })
    this.editor.setLabels([
      { id: cat, name: 'cat', color: '#e6423c' },
      { id: dog, name: 'dog', color: '#3b82f6' }
    ])
    this.editor.camera.setViewSize({ width: 400, height: 320 })
    this.open(testImage)
    this.editor.camera.actualSize()
    this.zoom(4)
  }

  get state(): EditorState {
    return this.editor.state
  }

  get pointing(): PointerState {
    return this.editor.pointerState
  }

  /** The objects on screen, without what only says who they are. */
  get objects(): Annotation[] {
    return [...this.state.annotations.values()]
  }

  get shapes(): Shape[] {
    return this.objects.map(({ shape }) => shape)
  }

  open(image: ImageRow): this {
    this.editor.openImage(this.store.open(image.id))
    return this
  }

  /** Whole-image segmentation found these rectangles, by name; `fields` change what is known of all of them. */
  offer(rects: Readonly<Record<string, Shape>>, fields: Partial<OfferedPool> = {}): this {
    const proposals = Object.entries(rects).map(([id, shape]) => proposalOf(id, shape))
    this.pool = { ...this.pool, proposals, ...fields }
    this.editor.setPool(testImage.id, this.pool)
    return this
  }

  /** Shows the image at a zoom with its corner in the corner of the view, so that sums are easy. */
  zoom(zoom: number): this {
    const { camera } = this.state
    this.editor.camera.zoomBy(zoom / (camera?.zoom ?? 1))
    const { offsetX = 0, offsetY = 0 } = this.state.camera ?? {}
    if (offsetX !== 0 || offsetY !== 0) this.pan(-offsetX, -offsetY)
    return this
  }

  /** Drags the image by view pixels with the middle button. */
  pan(dx: number, dy: number): this {
    const at = (point: ViewPoint, button: PointerButton | null) => ({ ...noModifiers, point, button })
    this.editor.pointerDown(at(viewPoint(0, 0), 'middle'))
    this.editor.pointerMove(at(viewPoint(dx, dy), null))
    this.editor.pointerUp(at(viewPoint(dx, dy), 'middle'))
    return this
  }

  tool(id: ToolId): this {
    this.editor.setTool(id)
    return this
  }

  move(x: number, y: number, held: Held = {}): this {
    this.editor.pointerMove(this.#pointer(x, y, null, held))
    return this
  }

  down(x: number, y: number, held: Held = {}): this {
    this.move(x, y, held)
    this.editor.pointerDown(this.#pointer(x, y, held.button ?? 'left', held))
    return this
  }

  up(x: number, y: number, held: Held = {}): this {
    this.editor.pointerUp(this.#pointer(x, y, held.button ?? 'left', held))
    return this
  }

  click(x: number, y: number, held: Held = {}): this {
    return this.down(x, y, held).up(x, y, held)
  }

  /** Presses at the first point, goes through the others, and lets go at the last. */
  drag(points: readonly (readonly [number, number])[], held: Held = {}): this {
    const [first = [0, 0], ...others] = points
    this.down(first[0], first[1], held)
    for (const [x, y] of others) this.move(x, y, held)
    const last = others[others.length - 1] ?? first
    return this.up(last[0], last[1], held)
  }

  wheel(x: number, y: number, deltaY: number, held: Held = {}): this {
    const { point, alt, ctrl, shift } = this.#pointer(x, y, null, held)
    this.editor.wheel({ point, alt, ctrl, shift, deltaX: 0, deltaY })
    return this
  }

  key(key: string, type: 'down' | 'up' = 'down'): this {
    this.press(key, type)
    return this
  }

  /** Whether the editor had a use for the key. */
  press(key: string, type: 'down' | 'up' = 'down'): boolean {
    const code = key === ' ' ? 'Space' : /^\d$/.test(key) ? `Digit${key}` : key
    return this.editor.key({ ...noModifiers, alt: key === 'Alt', type, key, code, repeat: false })
  }

  /** Lets everything that is under way arrive. */
  async settle(): Promise<this> {
    for (let i = 0; i < 20; i++) await Promise.resolve()
    await this.editor.settled()
    for (let i = 0; i < 20; i++) await Promise.resolve()
    return this
  }

  async undo(): Promise<this> {
    this.editor.undo()
    return this.settle()
  }

  async redo(): Promise<this> {
    this.editor.redo()
    return this.settle()
  }

  /** Time passes: everything that was put off happens. */
  runTimers(): this {
    const timers = [...this.#timers]
    this.#timers.clear()
    for (const run of timers) run()
    return this
  }

  expectToBeIn(path: string): this {
    expect(this.state.path).toBe(path)
    return this
  }

  /**
   * Does something that is one undoable edit, and proves it: undo gives what was before, redo what came of it, and
   * the store agrees at each step.
   */
  async expectUndoable(act: (driver: this) => unknown): Promise<this> {
    await this.settle()
    const before = this.objects
    const saves = this.store.saved.length
    await act(this)
    await this.settle()
    const after = this.objects
    expect(after).not.toEqual(before)
    expect(this.store.saved.length).toBe(saves + 1)
    this.#expectStored()
    await this.undo()
    expect(this.objects).toEqual(before)
    this.#expectStored()
    await this.redo()
    expect(this.objects).toEqual(after)
    this.#expectStored()
    return this
  }

  #dismiss(ids: readonly string[]): void {
    const proposals = this.pool.proposals.map((each) =>
      ids.includes(each.id) ? { ...each, dismissed: true } : each
    )
    this.pool = { ...this.pool, proposals }
    this.editor.setPool(testImage.id, this.pool)
  }

  #expectStored(): void {
    const { image } = this.state
    if (image) expect([...this.store.annotations(image.id).values()]).toEqual(this.objects)
  }

  #pointer(x: number, y: number, button: PointerButton | null, held: Held) {
    const { camera } = this.state
    const point = camera ? toView(camera, imagePoint(x, y)) : viewPoint(x, y)
    const { alt = false, ctrl = false, shift = false } = held
    return { point, button, alt, ctrl, shift }
  }
}

/** Answers in a later turn, as everything across a process boundary does. */
async function later<T>(run: () => T): Promise<T> {
  await Promise.resolve()
  return run()
}
