import { useEffect, useState } from 'react'
import type { ImportItem, ImportReport } from '@shared/schema/importing'
import type { JobId } from '@shared/schema/ids'
import { useApp } from '../../../state/context'

/** The items of a report: those that came with it, and the others page by page. */
export function useItems(job: JobId, { items: first, counts }: ImportReport): readonly ImportItem[] {
  const { client, notifier } = useApp()
  const [items, setItems] = useState(first)
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  useEffect(() => {
    const control = new AbortController()
    const { signal } = control
    const load = async (): Promise<void> => {
      let all = first
      while (all.length < total) {
        const page = await client.call('import.report', { job, offset: all.length })
        if (signal.aborted || page.items.length === 0) return
        all = [...all, ...page.items]
        setItems(all)
      }
    }
    load().catch((error: unknown) => notifier.error(error))
    return () => control.abort()
  }, [client, notifier, job, first, total])
  return items
}
