import type { ImportOutcome, OnExisting } from '@shared/schema/importing'
import type { Label } from '@shared/schema/label'
import type { ImportedImage } from '../store/imports/importTypes'
import type { ProjectStore } from '../store/projectStore'
import { AsyncChannel } from './asyncChannel'
import type { ImportBatch, ImportReading, TaskListener, TaskProgress } from './jobTask'
import { readDataset, type ImportChoice } from './readDataset'
import { readingOf } from './readingProject'

/** Reads a dataset, here or in another thread, and hands over what it holds for the project. */
export type ReadForImport = (signal: AbortSignal, listener: TaskListener) => Promise<ImportReading>

/**
 * Imports what is read into an opened project, as one step.
 * @throws ProblemError what the reading can run into, and as `ProjectStore.importAnnotations` does; the project is as
 * it was then
 */
export async function importInto(
  store: ProjectStore,
  onExisting: OnExisting,
  read: ReadForImport,
  signal: AbortSignal,
  progress: (progress: TaskProgress) => void
): Promise<ImportOutcome> {
  const started = performance.now()
  const stop = new AbortController()
  const batches = new AsyncChannel<ImportBatch>()
  const labelExtras = new Map<number, string>()
  const reading = read(AbortSignal.any([signal, stop.signal]), {
    progress,
    deliver: (batch) => batches.put(batch)
  })
  reading.then(
    (done) => {
      for (const [label, text] of done.labelExtras) labelExtras.set(label, text)
      batches.end()
    },
    (error: unknown) => batches.end(error instanceof Error ? error : new Error(String(error)))
  )
  const labels: Label[] = []
  const taken = batches.taken()
  try {
    const first = await taken.next()
    if (first.done === true) throw new Error('Nothing was read')
    async function* images({ value }: { value: ImportBatch }): AsyncGenerator<ImportedImage> {
      for (let batch: ImportBatch | null = value; batch !== null;) {
        store.facts.setImportedSizes(batch.sizes)
        labels.splice(0, labels.length, ...batch.labels)
        yield* batch.images
        const next: IteratorResult<ImportBatch, void> = await taken.next()
        batch = next.done === true ? null : next.value
      }
      progress({ phase: 'writing', done: 0, total: 0 })
    }
    const { format, extra } = first.value
    const result = await store.importAnnotations({
      ...{ format, extra, onExisting, labels, labelExtras, signal },
      images: images(first)
    })
    const { images: found, matched, counts, items } = await reading
    return {
      ...{ format, images: found, matched, counts, items },
      import: result.import,
      skipped: result.skipped,
      objects: result.objects,
      replaced: result.replaced,
      newClasses: labels.map(({ name }) => name),
      seconds: (performance.now() - started) / 1000
    }
  } catch (error) {
    stop.abort(error)
    throw error
  }
}

/** Imports a dataset into an opened project, in this thread, and waits until it has settled. @throws ProblemError as `importInto` does */
export async function importDataset(
  store: ProjectStore,
  task: ImportChoice & { readonly onExisting: OnExisting },
  signal: AbortSignal,
  progress: (progress: TaskProgress) => void
): Promise<ImportOutcome> {
  const read: ReadForImport = (stop, listener) => readDataset(readingOf(store), task, stop, listener)
  const outcome = await importInto(store, task.onExisting, read, signal, progress)
  await store.settled()
  return outcome
}
