import type { Layout } from 'react-resizable-panels'
import { chosenByMove, shownWidths, widened, type ChosenWidths, type Side, type Widths } from './widths'

/** The columns as the layout library knows them. */
export const columnIds = { left: 'left-column', middle: 'middle-column', right: 'right-column' } as const

/** Shares of the window's width, in per cent, which is how the library counts. */
function layoutOf({ left, right }: Widths, windowWidth: number): Layout {
  const share = (width: number): number => (width / windowWidth) * 100
  return {
    [columnIds.left]: share(left),
    [columnIds.middle]: share(windowWidth - left - right),
    [columnIds.right]: share(right)
  }
}

/** The widths of the side columns in a layout, in whole CSS pixels. */
export function widthsIn(layout: Layout, windowWidth: number): Widths {
  const width = (id: string): number => Math.round(((layout[id] ?? 0) / 100) * windowWidth)
  return { left: width(columnIds.left), right: width(columnIds.right) }
}

/** The widths of the columns as the user chose them, for a window of any width. */
export class ColumnWidths {
  private chosen: ChosenWidths

  constructor(
    private saved: ChosenWidths,
    private readonly windowWidth: () => number,
    private readonly show: (layout: Layout) => void,
    private readonly save: (chosen: ChosenWidths) => void
  ) {
    this.chosen = saved
  }

  /** The layout of the moment. */
  layout(): Layout {
    return layoutOf(this.shown(), this.windowWidth())
  }

  /** The window has another width. */
  fit(): void {
    this.show(this.layout())
  }

  /** A border was moved outwards from its side by so many pixels. It may move on: `keep` saves where it ends. */
  widen(side: Side, by: number): void {
    this.moved(widened(this.shown(), side, by, this.windowWidth()))
    this.fit()
  }

  /** A side gets the width back that suits the window. */
  reset(side: Side): void {
    this.chosen = { ...this.chosen, [side]: null }
    this.fit()
    this.keep()
  }

  /** A border was dragged, and let go of. */
  dragged(layout: Layout): void {
    this.moved(widthsIn(layout, this.windowWidth()))
    this.keep()
  }

  /** Saves what is chosen, if that is something else than before. */
  keep(): void {
    const { chosen, saved } = this
    if (chosen.left === saved.left && chosen.right === saved.right) return
    this.saved = chosen
    this.save(chosen)
  }

  private shown(): Widths {
    return shownWidths(this.chosen, this.windowWidth())
  }

  private moved(shown: Widths): void {
    this.chosen = chosenByMove(shown, this.chosen, this.windowWidth())
  }
}
