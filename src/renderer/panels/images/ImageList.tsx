import { useCallback, type KeyboardEvent, type ReactElement, useEffect, useRef } from 'react'
import type { ImageRow } from '@shared/schema/image'
import { useApp, useSession, useText, useUi } from '../../state/context'
import { marksAfter, type RowHeld } from '../../state/imageMarks'
import { VirtualList } from '../common/VirtualList'
import { EmptyState } from '../common/EmptyState'
import { ImageListRow, imageRowId } from './ImageListRow'
/** CSS pixels; also in images.module.css. */
const rowHeight = 50

/** Where an arrow key leads from a row, or null for other keys. */
function target(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(count - 1, at + 1)
    case 'ArrowUp':
      return Math.max(0, at - 1)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}

/** The images as rows; arrow keys move through them, with Shift they select on the way. */
export function ImageList({ rows }: { readonly rows: readonly ImageRow[] }): ReactElement {
  const t = useText()
  const app = useApp()
  const current = useSession((state) => state.current)
  const onRange = useEmbeddingStates(rows)
  const open = useCallback(
    (row: ImageRow | undefined) => {
      if (row !== undefined) app.session.open(row.id).catch((error: unknown) => app.notifier.error(error))
    },
    [app]
  )
  const marked = useUi((state) => state.marked)
  const choose = useCallback(
    (row: ImageRow, held: RowHeld) => {
      const { ui, session } = app.stores
      ui.mark(marksAfter(ui.getState().marked, rows, session.getState().current, row.id, held))
      if (!held.add && !held.range) open(row)
    },
    [app, rows, open]
  )
  const active = rows.findIndex((row) => row.id === current)
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = target(event.key, active, rows.length)
    if (next === null || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const row = rows[next]
    if (next === active || row === undefined) return
    const kept = event.shiftKey && current !== null ? [...marked, current, row.id] : []
    app.stores.ui.mark(kept)
    open(row)
  }
  if (rows.length === 0) return <NoRows />
  return (
    <VirtualList
      items={rows}
      rowHeight={rowHeight}
      keyOf={(row) => row.id}
      renderRow={(row, index) => (
        <ImageListRow
          row={row}
          current={row.id === current}
          place={index + 1}
          count={rows.length}
          marked={marked.has(row.id)}
          onOpen={choose}
        />
      )}
      label={t('images.list')}
      role="listbox"
      active={active}
      activeId={current === null || active < 0 ? undefined : imageRowId(current)}
      onKeyDown={onKeyDown}
      onRange={onRange}
      testId="image-list"
    />
  )
}

function NoRows(): ReactElement {
  const t = useText()
  const searched = useApp().stores.project.getState().images.length > 0
  return searched ? (
    <EmptyState title={t('images.noMatch')} text={t('images.noMatchHint')} testId="images-no-match" />
  ) : (
    <div data-testid="image-list" data-count={0} />
  )
}

/** Rows are asked about once they have stayed in sight for so many milliseconds. */
const patience = 200

/** Asks main about the embeddings of the rows in sight that nothing is known of yet. */
function useEmbeddingStates(rows: readonly ImageRow[]): (first: number, last: number) => void {
  const { client, stores } = useApp()
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current)
    },
    []
  )
  return useCallback(
    (first, last) => {
      if (timer.current !== null) clearTimeout(timer.current)
      const ask = async (): Promise<void> => {
        const { embeddings, project } = stores.project.getState()
        const images = rows.slice(first, last + 1).map((row) => row.id)
        const unknown = images.filter((id) => !embeddings.has(id))
        if (unknown.length === 0) return
        const states = await client.call('inference.embeddings', { images: unknown })
        if (stores.project.getState().project?.location === project?.location)
          stores.project.mergeEmbeddings(states)
      }
      // While the engine starts there is no answer; its events will tell.
      timer.current = setTimeout(() => void ask().catch(() => undefined), patience)
    },
    [client, stores, rows]
  )
}
