import type { ProposalView } from '@shared/ipc/views'
import { proposalColor } from '@shared/proposals/colors'
import type { MaskData } from '@shared/schema/shape'
import type { EditorState } from '../../editor/editorState'
import { fillPath, inImage, isInView, strokeOnLight, strokePath } from './brushes'
import { MovingSnapshot, type LayerCanvas } from './movingSnapshot'
import { proposalFills } from './proposalFills'
import { maskPicture, type ShapePicture } from './shapePictures'

const fillAlpha = 0.4
const outlineWidth = 1.25
/** From so many points on, outlines are lines of one device pixel, which cost a tenth. */
const thinFrom = 15_000
/** As many pixels filled cost as much as a point of an outline. */
const pixelsPerPoint = 75
/** Outlines are worked out for so long at a time, in milliseconds, and shown when all are there or so much later. */
const slice = 25
const showAfter = 400
/** So long after a change of many proposals their outlines wait, so that a slider moves the colours at once. */
const rest = 120

/**
 * Paints the proposals that can be adopted. Their colours are one picture that is made when others are shown, their
 * outlines lines as sharp as the zoom allows; thousands of outlines are worked out a few at a time.
 */
export class ProposalsLayer {
  readonly #moving: MovingSnapshot
  readonly #colors = new Map<string, string>()
  readonly #pictures = new WeakMap<MaskData, ShapePicture | null>()
  #visible: readonly ProposalView[] = []
  /** Largest first, so that a part lies on its whole. */
  #sorted: readonly ProposalView[] = []
  #fills: ReturnType<typeof proposalFills> = null
  /** How many outlines are there. */
  #ready = 0
  /** How many points the outlines had when they were painted last. */
  #points = 0
  #outlinesFrom = 0
  #working: ReturnType<typeof setTimeout> | undefined
  #repainting: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly repaint: () => void) {
    this.#moving = new MovingSnapshot({
      now: () => performance.now(),
      repaintIn: (milliseconds) => this.#repaintIn(milliseconds)
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
    if (visible !== this.#visible) this.#show(visible)
    if (!camera) return 0
    this.#moving.paint(layer, camera, [visible, this.#ready, viewSize], () => this.#paint(layer, state))
    return visible.length
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

  #paint({ context, pixelRatio }: LayerCanvas, { camera, viewSize }: EditorState): number {
    const fills = this.#fills
    if (!camera || !fills) return 0
    const { zoom } = camera
    inImage(context, camera, () => {
      context.globalAlpha = fillAlpha
      context.imageSmoothingEnabled = zoom * fills.step < 2
      const { width, height } = fills.canvas
      context.drawImage(fills.canvas, 0, 0, width * fills.step, height * fills.step)
      context.globalAlpha = 1
    })
    if (performance.now() < this.#outlinesFrom) return 0
    const seen = this.#sorted.flatMap((proposal) => {
      const picture = this.#pictures.get(proposal.mask)
      if (!picture || !isInView(picture.bounds, camera, viewSize)) return []
      return [{ outline: picture.outline(zoom), color: this.#colorOf(proposal) }]
    })
    const points = seen.reduce((sum, { outline }) => sum + outline.points, 0)
    this.#points = points
    const lineWidth = points < thinFrom ? outlineWidth : 1 / pixelRatio
    inImage(context, camera, () => {
      for (const { outline, color } of seen) strokePath(context, outline.path, color, lineWidth, zoom)
    })
    return points + (viewSize.width * viewSize.height) / pixelsPerPoint
  }

  #show(visible: readonly ProposalView[]): void {
    this.#visible = visible
    this.#sorted = [...visible].sort((a, b) => b.area - a.area)
    this.#fills = proposalFills(this.#sorted, (proposal) => this.#colorOf(proposal))
    this.#ready = 0
    if (this.#points > thinFrom) {
      this.#outlinesFrom = performance.now() + rest
      this.#repaintIn(rest)
    }
    this.#prepare(performance.now())
  }

  /** Works outlines out until the slice is over, and goes on later. */
  #prepare(shownAt: number): void {
    clearTimeout(this.#working)
    const began = performance.now()
    for (const { mask } of this.#sorted.filter((each) => !this.#pictures.has(each.mask))) {
      if (performance.now() - began > slice) break
      this.#pictures.set(mask, maskPicture(mask))
    }
    const ready = this.#sorted.filter(({ mask }) => this.#pictures.has(mask)).length
    const done = ready === this.#sorted.length
    const show = done || began - shownAt > showAfter
    if (show) this.#ready = ready
    if (!done) this.#working = setTimeout(() => this.#goOn(show ? began : shownAt))
  }

  #repaintIn(milliseconds: number): void {
    clearTimeout(this.#repainting)
    this.#repainting = setTimeout(this.repaint, milliseconds)
  }

  #goOn(shownAt: number): void {
    const before = this.#ready
    this.#prepare(shownAt)
    if (this.#ready !== before) this.repaint()
  }
}
