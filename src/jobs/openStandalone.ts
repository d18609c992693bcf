import { nanoid } from 'nanoid'
import type { AnnotationId } from '@shared/schema/ids'
import type { FormatId } from '@shared/schema/formats'
import type { Label } from '@shared/schema/label'
import { ClassPlan } from '../formats/import/classPlan'
import type { ForeignDataset } from '../formats/import/foreign'
import { ImportPlan, type PlannedImport } from '../formats/import/importPlan'
import { ItemLog } from '../formats/import/itemLog'
import { openDataset, type DatasetChoice } from './importSource'
import type { TaskProgress } from './jobTask'
import { OwnImages, type OwnImage } from './ownImages'

/** A dataset that is read by itself, without a project: its images and classes are what it says. */
export interface StandaloneDataset {
  readonly format: FormatId
  readonly dataset: ForeignDataset
  readonly log: ItemLog
  /** Grows while the images come. */
  readonly labels: readonly Label[]
  /** Classes with what the format said of them. */
  readonly classes: ClassPlan
  /** Its images, one after the other; may be gone through once. */
  images(): AsyncGenerator<PlannedImport & { readonly source: OwnImage }>
  close(): void
}

/** Opens a dataset by itself. @throws ProblemError as `openDataset` does */
export async function openStandalone(
  choice: DatasetChoice,
  signal: AbortSignal,
  progress: (progress: TaskProgress) => void
): Promise<StandaloneDataset> {
  const log = new ItemLog()
  const { format, dataset, locate, close } = await openDataset(choice, {
    report: (item) => log.add(item),
    signal,
    progress: (done, total) => progress({ phase: 'reading', done, total }),
    sizeOf: () => Promise.resolve(null)
  })
  const classes = new ClassPlan([], 1, new Map(), dataset.classes, true)
  const own = new OwnImages(locate, log)
  const plan = new ImportPlan(own.knownOf(dataset), {
    format,
    matcher: own,
    classes,
    sizeOf: (image) => Promise.resolve(own.get(image)?.size ?? null),
    report: (item) => log.add(item),
    newId: () => nanoid<AnnotationId>()
  })
  return {
    ...{ format, dataset, log, classes, labels: classes.created, close },
    async *images() {
      for await (const planned of plan.planned()) {
        const source = own.get(planned.image)
        if (source) yield { ...planned, source }
      }
    }
  }
}
