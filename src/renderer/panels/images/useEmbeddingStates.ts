import { useCallback, useEffect, useRef } from 'react'
import type { ImageRow } from '@shared/schema/image'
import { useApp } from '../../state/context'

/** Rows are asked about once they have stayed in sight for so many milliseconds. */
const patience = 200

/** Asks main about the embeddings of the rows in sight that nothing is known of yet. */
export function useEmbeddingStates(rows: readonly ImageRow[]): (first: number, last: number) => void {
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
