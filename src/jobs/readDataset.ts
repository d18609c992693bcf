import { nanoid } from 'nanoid'
import type { AnnotationId } from '@shared/schema/ids'
import type { ClassMap } from '@shared/schema/importing'
import { ClassPlan, type ClassChoice, type ClassChoices } from '../formats/import/classPlan'
import type { Extra } from '../formats/import/foreign'
import { ImageMatcher } from '../formats/import/imageMatcher'
import { ImportPlan } from '../formats/import/importPlan'
import { ItemLog } from '../formats/import/itemLog'
import type { ExtraText, ImportedImage } from '../store/imports/importTypes'
import { openDataset, reportTo, sizeByName, type DatasetChoice } from './importSource'
import type { ImportReading, ImportTask, TaskListener } from './jobTask'
import type { ReadingProject } from './readingProject'

/** Which dataset is read, and what becomes of its classes. */
export interface ImportChoice extends DatasetChoice {
  /** Whether an image in another folder than the dataset says may be meant. */
  readonly anyFolder: boolean
  readonly classes: ClassChoices
  /** Make the classes too that the dataset declares and no object has. */
  readonly unusedClasses: boolean
}

/** So many objects go into one batch, unless a single image has more: main takes a batch in without a pause. */
const BATCH_OBJECTS = 500
/** And so many images, which may all be empty. */
const BATCH_IMAGES = 200

/**
 * Reads a dataset for a project, image by image in batches. The first batch comes before anything is read.
 * @throws ProblemError as `openDataset` does
 */
export async function readDataset(
  project: ReadingProject,
  choice: ImportChoice,
  signal: AbortSignal,
  listener: TaskListener
): Promise<ImportReading> {
  const log = new ItemLog()
  const progress = (done: number, total: number): void => listener.progress({ phase: 'reading', done, total })
  const matcher = new ImageMatcher(project.images(), choice.anyFolder)
  const sizeOf = sizeByName(project, matcher)
  const report = reportTo(log, matcher)
  const { format, dataset, close } = await openDataset(choice, { report, signal, progress, sizeOf })
  try {
    const declared = dataset.classes
    const classes = new ClassPlan(
      project.labels(),
      project.nextLabelId(),
      choice.classes,
      declared,
      choice.unusedClasses
    )
    const plan = new ImportPlan(dataset, {
      format,
      matcher,
      classes,
      sizeOf: (image) => project.sizeOf(image),
      report: (item) => log.add(item),
      newId: () => nanoid<AnnotationId>()
    })
    let images: ImportedImage[] = []
    let gathered = 0
    const deliver = async (extra: ExtraText): Promise<void> => {
      const batch = { format, extra, images, sizes: project.takeSizes(), labels: [...classes.created] }
      images = []
      gathered = 0
      await listener.deliver(batch)
    }
    await deliver(textOf(dataset.extra))
    for await (const { image, objects, extra } of plan.planned()) {
      images.push({ image, objects, extra: textOf(extra) })
      gathered += objects.length
      if (gathered >= BATCH_OBJECTS || images.length >= BATCH_IMAGES) await deliver(null)
    }
    await deliver(null)
    const labelExtras = classes.mapped().flatMap(([{ extra }, label]): [number, string][] => {
      const text = textOf(extra)
      return text === null ? [] : [[label, text]]
    })
    return { format, ...plan.tally, labelExtras, counts: log.counts, items: log.items }
  } finally {
    close()
  }
}

/** A task of the window as a choice. */
export function importChoice({ path, format, classMap, match }: ImportTask): ImportChoice {
  return {
    path,
    format,
    anyFolder: match === 'name',
    classes: classChoices(classMap),
    unusedClasses: true
  }
}

function classChoices(map: ClassMap): ClassChoices {
  return new Map(
    Object.entries(map).map(([name, choice]): [string, ClassChoice] => {
      if (choice === 'ignore') return [name, 'leave-out']
      return [name, choice === 'create' ? { create: name } : { label: choice }]
    })
  )
}

const textOf = (extra: Extra): ExtraText => (Object.keys(extra).length > 0 ? JSON.stringify(extra) : null)
