import { nanoid } from 'nanoid'
import type { AnnotationId } from '@shared/schema/ids'
import type { ImportReport, OnExisting } from '@shared/schema/importing'
import { ClassPlan, type ClassChoices } from '../formats/import/classPlan'
import type { Extra } from '../formats/import/foreign'
import { ImportPlan } from '../formats/import/importPlan'
import { ItemLog } from '../formats/import/itemLog'
import { surveyDataset, type DatasetSurvey } from '../formats/import/survey'
import type { ExtraText, ImportedImage } from '../project/imports'
import type { ProjectStore } from '../project/projectStore'
import { openDataset, type DatasetChoice } from './importSource'

/** What is imported, and how. */
export interface ImportTask extends DatasetChoice {
  readonly onExisting: OnExisting
  readonly classes: ClassChoices
  /** Make the classes too that the dataset declares and no object has. */
  readonly unusedClasses: boolean
}

/** Told how much was read, in the reader's own unit. */
export type ImportProgress = (done: number, total: number) => void

/** An import's report, with its number in the project, to take it back by. */
export type ImportOutcome = ImportReport & { readonly import: number }

/**
 * Imports a dataset into an opened project, as one step.
 * @throws ProblemError as `openDataset` and `ProjectStore.importAnnotations` do; the project is as it was then
 */
export async function importDataset(
  store: ProjectStore,
  task: ImportTask,
  signal: AbortSignal,
  progress: ImportProgress
): Promise<ImportOutcome> {
  const started = performance.now()
  const log = new ItemLog()
  const opened = await openDataset(store, task, log, signal, progress)
  try {
    const { format, dataset, matcher } = opened
    const classes = new ClassPlan(
      store.labels(),
      store.nextLabelId(),
      task.classes,
      dataset.classes,
      task.unusedClasses
    )
    const plan = new ImportPlan(dataset, {
      format,
      matcher,
      classes,
      sizeOf: (image) => opened.sizeOf(image),
      report: (item) => log.add(item),
      newId: () => nanoid<AnnotationId>()
    })
    const labelExtras = new Map<number, string>()
    async function* images(): AsyncGenerator<ImportedImage> {
      for await (const { image, objects, extra } of plan.planned()) {
        yield { image, objects, extra: textOf(extra) }
      }
      for (const [{ extra }, label] of classes.mapped()) {
        const text = textOf(extra)
        if (text !== null) labelExtras.set(label, text)
      }
    }
    const result = await store.importAnnotations({
      format,
      labels: classes.created,
      labelExtras,
      extra: textOf(dataset.extra),
      onExisting: task.onExisting,
      images: images(),
      signal
    })
    return {
      import: result.import,
      format,
      ...plan.tally,
      skipped: result.skipped,
      objects: result.objects,
      replaced: result.replaced,
      newClasses: classes.created.map(({ name }) => name),
      counts: log.counts,
      items: log.items,
      seconds: (performance.now() - started) / 1000
    }
  } finally {
    opened.close()
  }
}

/** Looks through a dataset without importing it. @throws ProblemError as `openDataset` does */
export async function surveyForImport(
  store: ProjectStore,
  choice: DatasetChoice,
  signal: AbortSignal,
  progress: ImportProgress
): Promise<DatasetSurvey & Pick<ImportReport, 'format'> & { readonly detected: readonly string[] }> {
  const log = new ItemLog()
  const opened = await openDataset(store, choice, log, signal, progress)
  try {
    const { format, detected, dataset, matcher } = opened
    return { format, detected, ...(await surveyDataset(dataset, matcher, log)) }
  } finally {
    opened.close()
  }
}

const textOf = (extra: Extra): ExtraText => (Object.keys(extra).length > 0 ? JSON.stringify(extra) : null)
