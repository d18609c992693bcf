import type { ProposalView } from '@shared/ipc/views'
import type { Camera } from '@shared/geometry/spaces'
import { proposalColor } from '@shared/proposals/colors'
import type { MaskData } from '@shared/schema/shape'
import { noPool, type EditorState } from '../../editor/editorState'
import { fillPath, inImage, isInView, strokeOnLight, strokePath } from './brushes'
import { MovingSnapshot, type LayerCanvas } from './movingSnapshot'
import { maskPicture, type ShapePicture } from './shapePictures'
import { rleFromMask } from '@shared/mask/maskData'
import { fillRuns } from '@shared/proposals/fillRuns'
import { rgbOf } from './colors'

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
 * Paints the proposals that can be adopted: those that Enter adopts are filled, the others are outlines. The colours
 * are one picture that is made when others are shown, the outlines lines as sharp as the zoom allows; thousands of
 * outlines are worked out a few at a time.
 */
export class ProposalsLayer {
  readonly #moving: MovingSnapshot
  readonly #colors = new Map<string, string>()
  readonly #pictures = new WeakMap<MaskData, ShapePicture | null>()
  #visible: readonly ProposalView[] = []
  #taken: readonly ProposalView[] = []
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
    const { visible, taken } = tool === 'pool' ? pool : noPool
    if (visible !== this.#visible || taken !== this.#taken) this.#show(visible, taken)
    if (!camera) return 0
    this.#moving.paint(layer, camera, [visible, taken, this.#ready, viewSize], () =>
      this.#paint(layer, state)
    )
    return visible.length
  }

  /** The proposals that a click, or letting go of the lasso, would adopt. */
  paintHighlighted(context: CanvasRenderingContext2D, { camera, pool, draft }: EditorState): void {
    if (!camera) return
    if (pool.hovered) this.#paintLitOne(context, camera, pool.hovered)
    if (draft?.kind === 'lasso')
      for (const proposal of draft.enclosed) this.#paintLitOne(context, camera, proposal)
  }

  #paintLitOne(context: CanvasRenderingContext2D, camera: Camera, proposal: ProposalView): void {
    const picture = maskPicture(proposal.mask)
    if (!picture) return
    const color = this.#colorOf(proposal)
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
    if (!camera || this.#visible.length === 0) return 0
    const { zoom } = camera
    inImage(context, camera, () => {
      if (!fills) return
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

  #show(visible: readonly ProposalView[], taken: readonly ProposalView[]): void {
    this.#visible = visible
    this.#taken = taken
    this.#sorted = largestFirst(visible)
    this.#fills = proposalFills(largestFirst(taken), (proposal) => this.#colorOf(proposal))
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

function largestFirst(proposals: readonly ProposalView[]): ProposalView[] {
  return [...proposals].sort((a, b) => b.area - a.area)
}

/** A picture has no more pixels; of larger images only every second, third, … one counts. */
const mostPixels = 4_000_000

/**
 * Opaque colours where proposals are, in image pixels or steps of them. Where one lies on another only the later
 * one's colour is there. Null when there are none.
 */
function proposalFills(
  proposals: readonly ProposalView[],
  colorOf: (proposal: ProposalView) => string
): { readonly canvas: HTMLCanvasElement; readonly step: number } | null {
  const size = proposals[0]?.mask
  if (!size) return null
  const step = Math.max(1, Math.ceil(Math.sqrt((size.width * size.height) / mostPixels)))
  const canvas = document.createElement('canvas')
  canvas.width = Math.ceil(size.width / step)
  canvas.height = Math.ceil(size.height / step)
  const context = canvas.getContext('2d')
  if (!context) return null
  const picture = context.createImageData(canvas.width, canvas.height)
  const pixels = new Uint32Array(picture.data.buffer)
  for (const proposal of proposals) {
    fillRuns(pixels, rleFromMask(proposal.mask), pixelOf(colorOf(proposal)), step)
  }
  context.putImageData(picture, 0, 0)
  return { canvas, step }
}

/** An opaque colour as its four bytes lie in memory. */
function pixelOf(color: string): number {
  return new Uint32Array(Uint8Array.of(...rgbOf(color), 255).buffer)[0] ?? 0
}
