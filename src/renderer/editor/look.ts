import type { Display } from './editorState'
import type { StateAccess } from './pointerState'

/** The radius of the brush, in image pixels. */
const brushLimits = { min: 0.5, max: 500 } as const

/** How the image and its objects are shown; nothing is changed by it. `change` ends the gesture under way. */
export class Look {
  constructor(
    private readonly state: StateAccess,
    private readonly change: (change: () => void) => void
  ) {}

  setBrushRadius(radius: number): void {
    const brushRadius = Math.min(brushLimits.max, Math.max(brushLimits.min, radius))
    this.state.setState({ brushRadius })
  }

  /** False hides all objects for a look at the image. */
  setObjectsVisible(objectsVisible: boolean): void {
    this.change(() => this.state.setState({ objectsVisible }))
  }

  /** Whether each object is drawn with the name of its class. */
  setNamesVisible(namesVisible: boolean): void {
    this.state.setState({ namesVisible })
  }

  /** Shows the image and its objects otherwise, for a better look. */
  setDisplay(change: Partial<Display>): void {
    this.state.setState({ display: { ...this.state.getState().display, ...change } })
  }
}
