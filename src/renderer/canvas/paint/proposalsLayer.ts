import type { ProposalView } from '@shared/ipc/views'
import { proposalColor } from '@shared/proposals/colors'
import type { MaskData } from '@shared/schema/shape'
import type { EditorState } from '../../editor/editorState'
import { fillPath, inImage, isInView, strokeOnLight, strokePath } from './brushes'
import { MovingSnapshot, type LayerCanvas } from './movingSnapshot'
import { maskPicture, type ShapePicture } from './shapePictures'

const fillAlpha = 0.4
const outlineWidth = 1.25
/** As many pixels filled cost as much as a point of an outline. */
const pixelsPerPoint = 75
/** Outlines are worked out for so long at a time, in milliseconds, and shown when all are there or so much later. */
const slice = 25
const showAfter = 300

/** Paints the proposals that can be adopted; thousands of outlines are worked out a few at a time. */
export class ProposalsLayer {
  readonly #moving: MovingSnapshot
  readonly #fills = document.createElement('canvas')
  readonly #colors = new Map<string, string>()
  readonly #pictures = new WeakMap<MaskData, ShapePicture | null>()
  #visible: readonly ProposalView[] = []
  /** Largest first, so that a part lies on its whole; only those whose outlines are there. */
  #ready: readonly ProposalView[] = []
  #working: ReturnType<typeof setTimeout> | undefined
  #repainting: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly repaint: () => void) {
    this.#moving = new MovingSnapshot({
      now: () => performance.now(),
      repaintIn: (milliseconds) => {
        clearTimeout(this.#repainting)
        this.#repainting = setTimeout(repaint, milliseconds)
      }
    })
  }

  /** Nothing is painted later any more. */
  dispose(): void {
    clearTimeout(this.#working)
    clearTimeout(this.#repainting)
  }

  /** How many were painted. */
  paint(layer: LayerCanvas, state: EditorState): number {
    const { camera, pool, tool, viewSize } = state
    const visible = tool === 'pool' ? pool.visible : []
    if (visible !== this.#visible) this.#prepare(visible, performance.now())
    const ready = this.#ready
    if (camera) this.#moving.paint(layer, camera, [ready, viewSize], () => this.#paint(layer, state, ready))
    return ready.length
  }

  /** The proposal that a click would adopt. */
  paintLit(context: CanvasRenderingContext2D, { camera, pool }: EditorState): void {
    const picture = camera && pool.hovered && maskPicture(pool.hovered.mask)
    if (!picture) return
    const color = this.#colorOf(pool.hovered)
    const { path } = picture.outline(camera.zoom)
    inImage(context, camera, () => {
      fillPath(context, path, color, 0.45)
      strokeOnLight(context, path, color, 2.5, camera.zoom)
    })
  }

  /** A proposal's colour, which stays with its id. */
  #colorOf({ id }: ProposalView): string {
    const color = this.#colors.get(id) ?? proposalColor(this.#colors.size)
    this.#colors.set(id, color)
    return color
  }

  #paint(layer: LayerCanvas, { camera, viewSize }: EditorState, ready: readonly ProposalView[]): number {
    if (!camera || ready.length === 0) return 0
    const { context, pixelRatio } = layer
    const seen = ready.flatMap((proposal) => {
      const picture = this.#pictures.get(proposal.mask)
      if (!picture || !isInView(picture.bounds, camera, viewSize)) return []
      return [{ picture, outline: picture.outline(camera.zoom), color: this.#colorOf(proposal) }]
    })
    // Where one lies on another only the upper one's colour is to be seen, so they are mixed with the photograph last.
    const fills = clearedContext(this.#fills, context.canvas)
    if (!fills) return 0
    fills.scale(pixelRatio, pixelRatio)
    inImage(fills, camera, () => {
      for (const { outline, color } of seen) fillPath(fills, outline.path, color, 1)
    })
    context.globalAlpha = fillAlpha
    context.drawImage(this.#fills, 0, 0, this.#fills.width / pixelRatio, this.#fills.height / pixelRatio)
    context.globalAlpha = 1
    let cost = 0
    inImage(context, camera, () => {
      for (const { outline, color, picture } of seen) {
        strokePath(context, outline.path, color, outlineWidth, camera.zoom)
        const { width, height } = picture.bounds
        cost += 2 * outline.points + (width * height * camera.zoom * camera.zoom) / pixelsPerPoint
      }
    })
    return cost
  }

  /** Works outlines out until the slice is over, and goes on later. */
  #prepare(visible: readonly ProposalView[], shownAt: number): void {
    clearTimeout(this.#working)
    this.#visible = visible
    const began = performance.now()
    for (const { mask } of visible.filter(({ mask }) => !this.#pictures.has(mask))) {
      if (performance.now() - began > slice) break
      this.#pictures.set(mask, maskPicture(mask))
    }
    const ready = visible.filter(({ mask }) => this.#pictures.has(mask))
    const done = ready.length === visible.length
    const show = done || this.#ready.length === 0 || began - shownAt > showAfter
    if (show) this.#ready = ready.sort((a, b) => b.area - a.area)
    if (!done) this.#working = setTimeout(() => this.#goOn(visible, show ? began : shownAt))
  }

  #goOn(visible: readonly ProposalView[], shownAt: number): void {
    const before = this.#ready
    this.#prepare(visible, shownAt)
    if (this.#ready !== before) this.repaint()
  }
}

/** An empty canvas of another one's size. */
function clearedContext(canvas: HTMLCanvasElement, like: HTMLCanvasElement): CanvasRenderingContext2D | null {
  canvas.width = like.width
  canvas.height = like.height
  return canvas.getContext('2d')
}
