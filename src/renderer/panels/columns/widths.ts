import { sidePanelWidth as limits } from '@shared/schema/settings'

/** Where a column stands that can be made wider: beside the canvas. */
export type Side = 'left' | 'right'
export const sides: readonly Side[] = ['left', 'right']

/** In CSS pixels. */
export type Widths = Readonly<Record<Side, number>>

/** What the user asked for; null: what suits the window. */
export type ChosenWidths = Readonly<Record<Side, number | null>>

/** Whatever is chosen, the canvas keeps as much as its toolbar needs. The smallest window has room for all three. */
export const canvasMin = 400

function defaultWidths(windowWidth: number): Widths {
  return windowWidth > 1100 ? { left: 270, right: 280 } : { left: 220, right: 230 }
}

function wantedWidths(chosen: ChosenWidths, windowWidth: number): Widths {
  const standard = defaultWidths(windowWidth)
  return { left: chosen.left ?? standard.left, right: chosen.right ?? standard.right }
}

/** The widths in a window of this width: as wanted, or narrower by turns so that the canvas keeps its part. */
export function shownWidths(chosen: ChosenWidths, windowWidth: number): Widths {
  const { left, right } = wantedWidths(chosen, windowWidth)
  const spare = { left: left - limits.min, right: right - limits.min }
  const missing = Math.min(left + right + canvasMin - windowWidth, spare.left + spare.right)
  if (missing <= 0) return { left, right }
  const fromLeft = Math.round((missing * spare.left) / (spare.left + spare.right))
  return { left: left - fromLeft, right: right - (missing - fromLeft) }
}

/** What is chosen once the user has moved a border and sees these widths. A width that suited before still does. */
export function chosenByMove(shown: Widths, before: ChosenWidths, windowWidth: number): ChosenWidths {
  const wanted = wantedWidths(before, windowWidth)
  const choice = (side: Side): number | null => (shown[side] === wanted[side] ? before[side] : shown[side])
  return { left: choice('left'), right: choice('right') }
}

/** The widths after the border of one side was moved outwards by so many pixels, as far as it goes. */
export function widened(shown: Widths, side: Side, by: number, windowWidth: number): Widths {
  const other = shown[side === 'left' ? 'right' : 'left']
  const most = Math.max(limits.min, Math.min(limits.max, windowWidth - canvasMin - other))
  return { ...shown, [side]: Math.min(most, Math.max(limits.min, shown[side] + by)) }
}
