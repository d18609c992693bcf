import type { PreflightReport } from '@shared/schema/exporting'
import type { FormatId } from '@shared/schema/formats'
import type { LabelId } from '@shared/schema/ids'
import type { ImportItem, ItemCount } from '@shared/schema/importing'
import type { Label } from '@shared/schema/label'
import { ObjectChecks } from './checkObjects'
import type { DatasetChoice } from './importSource'
import type { TaskProgress } from './jobTask'
import { PreflightLog } from './preflightLog'
import { openStandalone } from './openStandalone'

/** What a dataset holds, what is wrong with its files, and what is better looked at in it. */
export interface DatasetCheck extends PreflightReport {
  readonly format: FormatId
  /** What could not be read as it stands: counted, and the first of it named. */
  readonly unread: readonly ItemCount[]
  readonly items: readonly ImportItem[]
}

/** Looks through a dataset. @throws ProblemError as `openDataset` does */
export async function checkDataset(
  choice: DatasetChoice,
  signal: AbortSignal,
  progress: (progress: TaskProgress) => void
): Promise<DatasetCheck> {
  const own = await openStandalone(choice, signal, progress)
  try {
    const log = new PreflightLog()
    const labels = new Map<LabelId, Label>()
    const checks = new ObjectChecks(labels, log)
    let [images, objects] = [0, 0]
    for await (const { objects: found, source } of own.images()) {
      images++
      objects += found.length
      for (const label of own.labels.slice(labels.size)) labels.set(label.id, label)
      const where = { id: null, path: source.path, ...source.size }
      if (found.length > 0) checks.check(where, found)
      else log.add('image-unlabelled', { file: source.path })
    }
    checks.end()
    if (images === 0) log.add('nothing-to-export')
    const { counts: unread, items } = own.log
    return { format: own.format, images, objects, ...log.report(), unread, items }
  } finally {
    own.close()
  }
}
