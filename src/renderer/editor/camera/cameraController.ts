import { boxCenter, type Box } from '@shared/geometry/box'
import {
  fitCamera,
  toImage,
  viewPoint,
  zoomAt,
  type Camera,
  type Size,
  type ViewPoint
} from '@shared/geometry/spaces'
import type { ImageId } from '@shared/schema/ids'
import type { ViewState } from '@shared/schema/image'
import type { WheelInput } from '../inputs'
import type { StateAccess } from '../pointerState'
/** How long the view has to rest before it is remembered. */
const saveDelay = 400
/** Zoom of a wheel notch of 100 pixels, and of a pinch, whose steps are much finer. */
const wheelRate = 0.002
const pinchRate = 0.01

export interface CameraHost {
  readonly state: StateAccess
  readonly save: (image: ImageId, view: ViewState) => void
  /** Runs later, and gives what calls that off; the system's timer where it is left out. */
  readonly schedule: ((run: () => void, milliseconds: number) => () => void) | undefined
}

/** Zooms and pans; remembers the view of each image. Nothing here can be undone. */
export class CameraController {
  /** What to show as soon as the sizes of the image and of the view are known. */
  #wanted: ViewState | 'fit' = 'fit'
  #cancelSave: (() => void) | null = null

  constructor(private readonly host: CameraHost) {}

  /** A new image is shown: where the user left it, or all of it. */
  open(view: ViewState | null): void {
    this.flush()
    this.#wanted = view ?? 'fit'
    this.host.state.setState({ camera: null })
    this.refresh()
  }

  /** Puts the wanted view on as soon as that is possible. */
  refresh(): void {
    const image = this.#imageSize()
    const { viewSize } = this.host.state.getState()
    if (!image || viewSize.width <= 0 || viewSize.height <= 0) return
    const camera =
      this.#wanted === 'fit' ? fitCamera(image, viewSize) : cameraFromView(this.#wanted, viewSize)
    this.host.state.setState({ camera: keepInView(camera, image, viewSize) })
  }

  /** The middle of the view stays where it is; a fitted image stays fitted. */
  setViewSize(viewSize: Size): void {
    const before = this.host.state.getState().viewSize
    if (before.width === viewSize.width && before.height === viewSize.height) return
    this.host.state.setState({ viewSize })
    this.refresh()
  }

  /** Shows the whole image. */
  fit(): void {
    this.#wanted = 'fit'
    this.refresh()
    this.#saveSoon()
  }

  /**
   * Puts a box of image pixels into the middle, where it takes up this share of the view's sides; a third leaves as
   * much around it on each side. A large one is shown with the whole image.
   */
  show(box: Box, share = 1 / 3): void {
    const image = this.#imageSize()
    const { viewSize } = this.host.state.getState()
    if (!image || viewSize.width <= 0 || viewSize.height <= 0) return
    const close = Math.min(viewSize.width / box.width, viewSize.height / box.height) * share
    const zoom = Math.max(close, fitCamera(image, viewSize).zoom)
    const { x: centerX, y: centerY } = boxCenter(box)
    this.#move(cameraFromView({ zoom: limitZoom(zoom, image, viewSize), centerX, centerY }, viewSize))
  }

  /** One image pixel on one CSS pixel. */
  actualSize(): void {
    const { camera } = this.host.state.getState()
    if (camera) this.zoomTo(1, this.#middle())
  }

  /** Zooms by a factor around a point of the view, or its middle. */
  zoomBy(factor: number, anchor: ViewPoint = this.#middle()): void {
    const { camera } = this.host.state.getState()
    if (camera) this.zoomTo(camera.zoom * factor, anchor)
  }

  zoomTo(zoom: number, anchor: ViewPoint): void {
    const image = this.#imageSize()
    const { camera, viewSize } = this.host.state.getState()
    if (image && camera) this.#move(zoomAt(camera, anchor, limitZoom(zoom, image, viewSize)))
  }

  /** Moves the image by view pixels. */
  panTo(offsetX: number, offsetY: number): void {
    const { camera } = this.host.state.getState()
    if (camera) this.#move({ zoom: camera.zoom, offsetX, offsetY })
  }

  /** Wheel and pinch zoom at the pointer. */
  wheel(input: WheelInput): void {
    this.zoomBy(Math.exp(-input.deltaY * (input.ctrl ? pinchRate : wheelRate)), input.point)
  }

  /** Remembers the view now, if it has to be. */
  flush(): void {
    if (!this.#cancelSave) return
    this.#cancelSave()
    this.#cancelSave = null
    const { camera, image, viewSize } = this.host.state.getState()
    if (camera && image) this.host.save(image.id, viewFromCamera(camera, viewSize))
  }

  #move(camera: Camera): void {
    const image = this.#imageSize()
    if (!image) return
    const { viewSize } = this.host.state.getState()
    const kept = keepInView(camera, image, viewSize)
    this.#wanted = viewFromCamera(kept, viewSize)
    this.host.state.setState({ camera: kept })
    this.#saveSoon()
  }

  #saveSoon(): void {
    this.#cancelSave?.()
    this.#cancelSave = (this.host.schedule ?? scheduleTimeout)(() => this.flush(), saveDelay)
  }

  #middle(): ViewPoint {
    const { width, height } = this.host.state.getState().viewSize
    return viewPoint(width / 2, height / 2)
  }

  #imageSize(): Size | null {
    return imageSizeOf(this.host.state.getState().image)
  }
}

/** The image's size, when it is known. */
export function imageSizeOf(
  image: { readonly width: number | null; readonly height: number | null } | null
): Size | null {
  if (image?.width == null || image.height == null) return null
  return { width: image.width, height: image.height }
}

/** What is remembered of a camera, independent of the view's size. */
function viewFromCamera(camera: Camera, view: Size): ViewState {
  const center = toImage(camera, viewPoint(view.width / 2, view.height / 2))
  return { zoom: camera.zoom, centerX: center.x, centerY: center.y }
}

/** The camera that shows what was remembered. */
function cameraFromView({ zoom, centerX, centerY }: ViewState, view: Size): Camera {
  return { zoom, offsetX: view.width / 2 - centerX * zoom, offsetY: view.height / 2 - centerY * zoom }
}

/** The smallest and largest zoom, in CSS pixels per image pixel. */
const zoomLimits = { min: 0.02, max: 64 } as const

/** How much of the image stays in view at least, in view pixels. */
const margin = 48

/** The nearest zoom that is allowed; an image too large for the smallest zoom may still be fitted. */
function limitZoom(zoom: number, image: Size, view: Size): number {
  const min = Math.min(zoomLimits.min, fitCamera(image, view).zoom)
  return Math.min(zoomLimits.max, Math.max(min, zoom))
}

/** The camera moved as little as needed, so that part of the image stays in view. */
function keepInView(camera: Camera, image: Size, view: Size): Camera {
  return {
    zoom: camera.zoom,
    offsetX: keepSide(camera.offsetX, image.width * camera.zoom, view.width),
    offsetY: keepSide(camera.offsetY, image.height * camera.zoom, view.height)
  }
}

function keepSide(offset: number, length: number, view: number): number {
  const visible = Math.min(margin, length, view)
  return Math.min(Math.max(offset, visible - length), view - visible)
}

const scheduleTimeout = (run: () => void, milliseconds: number): (() => void) => {
  const timer = setTimeout(run, milliseconds)
  return () => clearTimeout(timer)
}
