import { basename } from 'node:path'
import type { JobId } from '@shared/schema/ids'
import type { ImportHistory, ImportItem, ImportStepReport } from '@shared/schema/importing'
import { importInto } from '../../../jobs/importDataset'
import type { ImportStep } from '../../../store/imports/importTypes'
import type { ProjectStore } from '../../../store/projectStore'
import type { Context, HandlersOf } from './context'

/** Items that go to the window at once; the others page by page. */
const PAGE = 100
/** Jobs whose items are kept. */
const KEPT_JOBS = 4

/** Imports of foreign datasets, as jobs with progress; each is one step that can be taken back. */
export function importHandlers({ workspace, jobs, runTask, chooseDataset }: Context): HandlersOf<'import'> {
  const items = new Map<JobId, readonly ImportItem[]>()
  const keep = (job: JobId, found: readonly ImportItem[]): readonly ImportItem[] => {
    items.set(job, found)
    for (const old of [...items.keys()].slice(0, -KEPT_JOBS)) items.delete(old)
    return found.slice(0, PAGE)
  }
  const step = (store: ProjectStore, { images, left }: ImportStep): ImportStepReport => {
    return { images: images.length, left, history: historyOf(store) }
  }
  return {
    'import.choose': async ({ kind }) => {
      const path = await chooseDataset(kind)
      if (path === null) return null
      return { token: workspace.folders.grant(path, 'import'), name: basename(path), location: path }
    },
    'import.inspect': ({ token, format = null }) => {
      const task = {
        of: 'inspect',
        path: workspace.folders.folder(token, 'import'),
        project: workspace.exportSource(),
        format
      } as const
      const job: JobId = jobs.start('inspect', async (signal, progress) => {
        const report = await runTask<'inspect'>(task, signal, { progress, deliver: nobody })
        return { ...report, items: keep(job, report.items) }
      })
      return { job }
    },
    'import.start': ({ token, onExisting, ...choice }) => {
      const { store } = workspace
      const path = workspace.folders.folder(token, 'import')
      const task = { of: 'import', project: workspace.exportSource(), path, ...choice } as const
      const job: JobId = jobs.start('import', async (signal, progress) => {
        const outcome = await importInto(
          store,
          onExisting,
          (stop, listener) => runTask<'import'>(task, stop, listener),
          signal,
          progress
        )
        return { ...outcome, items: keep(job, outcome.items) }
      })
      return { job }
    },
    'import.report': ({ job, offset }) => {
      const all = items.get(job) ?? []
      return { offset, items: all.slice(offset, offset + PAGE), named: all.length }
    },
    'import.history': () => historyOf(workspace.store),
    'import.undo': async ({ import: seq, later = false }) => {
      const { store } = workspace
      return step(store, await store.undoImport(seq, later))
    },
    'import.redo': async ({ import: seq }) => {
      const { store } = workspace
      return step(store, await store.redoImport(seq))
    }
  }
}

const historyOf = (store: ProjectStore): ImportHistory => store.importHistory()

/** Only an import has something to deliver. */
const nobody = (): Promise<void> => Promise.resolve()
