import type { Camera } from '@shared/geometry/spaces'

/** What costs no more is painted anew in every frame; about 10 ms without a graphics card. */
const CHEAP_COST = 15_000
/** Even while the camera moves a snapshot is not used for longer than this. */
const MAX_AGE_MS = 300
/** How long the camera has to rest before everything is painted anew. */
const rest = 120

export interface SnapshotHost {
  /** Milliseconds, from any beginning. */
  readonly now: () => number
  /** Asks for another paint later; a new call takes the place of the one before. */
  readonly repaintIn: (milliseconds: number) => void
}

/** A layer's canvas, in device pixels. */
export interface LayerCanvas {
  readonly context: CanvasRenderingContext2D
  readonly pixelRatio: number
}

/**
 * Keeps zooming and panning smooth over hundreds of objects: while only the camera moves, a picture of the layer is
 * moved and stretched, and the layer itself is painted when the camera rests, or the picture has become too old.
 */
export class MovingSnapshot {
  #snapshot: {
    readonly canvas: HTMLCanvasElement
    readonly camera: Camera
    readonly takenAt: number
  } | null = null
  #camera: Camera | null = null
  #content: readonly unknown[] = []

  constructor(private readonly host: SnapshotHost) {}

  /**
   * Paints the layer, really or by the snapshot. `content` is everything but the camera that decides what is
   * painted; its parts are compared one by one. `really` says what it cost.
   */
  paint(layer: LayerCanvas, camera: Camera, content: readonly unknown[], paintFully: () => number): void {
    const now = this.host.now()
    const same =
      content.length === this.#content.length && content.every((part, i) => part === this.#content[i])
    const moving = this.#camera !== null && camera !== this.#camera
    this.#camera = camera
    this.#content = content
    const snapshot = this.#snapshot
    if (same && moving && snapshot && now - snapshot.takenAt < MAX_AGE_MS) {
      stretch(layer, snapshot.canvas, snapshot.camera, camera)
      this.host.repaintIn(rest)
      return
    }
    const expensive = paintFully() > CHEAP_COST
    this.#snapshot = expensive ? { canvas: copyOf(layer.context.canvas), camera, takenAt: now } : null
  }
}

/** Draws what was painted with one camera as another one would show it. */
function stretch(
  { context, pixelRatio }: LayerCanvas,
  picture: HTMLCanvasElement,
  from: Camera,
  to: Camera
): void {
  const scale = to.zoom / from.zoom
  const x = to.offsetX - from.offsetX * scale
  const y = to.offsetY - from.offsetY * scale
  const width = (picture.width / pixelRatio) * scale
  const height = (picture.height / pixelRatio) * scale
  context.drawImage(picture, x, y, width, height)
}

function copyOf(source: HTMLCanvasElement): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = source.width
  canvas.height = source.height
  canvas.getContext('2d')?.drawImage(source, 0, 0)
  return canvas
}
