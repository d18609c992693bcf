import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type KeyboardEvent, type ReactElement, type ReactNode } from 'react'
import classes from './VirtualList.module.css'

/** What a list of rows of one height needs. */
export interface VirtualListProps<T> {
  readonly items: readonly T[]
  /** CSS pixels. */
  readonly rowHeight: number
  readonly keyOf: (item: T) => string | number
  readonly renderRow: (item: T, index: number) => ReactNode
  readonly label: string
  readonly role: 'listbox' | 'list'
  /** The row to keep in sight, or -1. */
  readonly active: number
  /** The id of the active row's element, for screen readers. */
  readonly activeId?: string | undefined
  readonly onKeyDown?: (event: KeyboardEvent) => void
  /** The first and last row in sight, whenever they change. */
  readonly onRange?: (first: number, last: number) => void
  readonly testId: string
}

/** A list that keeps only the rows in sight in the page, so that its length does not matter. */
export function VirtualList<T>(props: VirtualListProps<T>): ReactElement {
  const { items, rowHeight, keyOf, active, onRange } = props
  const viewport = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    getItemKey: (index) => {
      const item = items[index]
      return item === undefined ? index : keyOf(item)
    }
  })
  const rows = virtualizer.getVirtualItems()
  const first = rows[0]?.index ?? 0
  const last = rows.at(-1)?.index ?? -1

  useEffect(() => {
    if (active >= 0) virtualizer.scrollToIndex(active, { align: 'auto' })
  }, [active, virtualizer])
  useEffect(() => onRange?.(first, last), [onRange, first, last])

  return (
    <div
      ref={viewport}
      className={classes.viewport}
      role={props.role}
      aria-label={props.label}
      aria-activedescendant={props.activeId}
      tabIndex={props.role === 'listbox' ? 0 : undefined}
      data-focus-region
      onKeyDown={props.onKeyDown}
      data-testid={props.testId}
      data-count={items.length}
    >
      <div className={classes.content} style={{ height: virtualizer.getTotalSize() }} role="presentation">
        {rows.map((row) => {
          const item = items[row.index]
          return item === undefined ? null : (
            <div
              key={row.key}
              className={classes.row}
              style={{ height: row.size, transform: `translateY(${row.start}px)` }}
              role="presentation"
            >
              {props.renderRow(item, row.index)}
            </div>
          )
        })}
      </div>
    </div>
  )
}
