import type { ImportPreview, ItemReason } from '@shared/schema/importing'
import { foldedName } from '../formats/import/classPlan'
import { ImageMatcher } from '../formats/import/imageMatcher'
import { ItemLog } from '../formats/import/itemLog'
import { surveyDataset } from '../formats/import/survey'
import { openDataset, reportTo, sizeByName } from './importSource'
import type { InspectTask, TaskProgress } from './jobTask'
import type { ReadingProject } from './readingProject'

/** Reasons that speak of what the project has no place for, and not of a fault. */
const NOT_CARRIED: readonly ItemReason[] = ['field-not-carried', 'shape-unsupported']

/** Looks through a dataset without importing it. @throws ProblemError as `openDataset` does */
export async function inspectDataset(
  project: ReadingProject,
  { path, format: wanted }: Pick<InspectTask, 'path' | 'format'>,
  signal: AbortSignal,
  progress: (progress: TaskProgress) => void
): Promise<ImportPreview> {
  const log = new ItemLog()
  const byPath = new ImageMatcher(project.images(), false)
  const byName = new ImageMatcher(project.images(), true)
  const { format, candidates, dataset, close } = await openDataset(
    { path, format: wanted },
    {
      report: reportTo(log, byName),
      signal,
      progress: (done, total) => progress({ phase: 'reading', done, total }),
      sizeOf: sizeByName(project, byName)
    }
  )
  try {
    const survey = await surveyDataset(dataset, { path: byPath, name: byName })
    const labels = new Map(project.labels().map(({ id, name }) => [foldedName(name), id]))
    const { counts, items } = log
    return {
      format,
      candidates,
      images: survey.images,
      match: survey.match,
      objects: survey.objects,
      classes: survey.classes.map(({ name, count }) => ({
        ...{ name, count },
        suggestedLabel: labels.get(foldedName(name)) ?? null
      })),
      cannotCarry: counts.filter(({ reason }) => NOT_CARRIED.includes(reason)),
      counts,
      items
    }
  } finally {
    close()
  }
}
