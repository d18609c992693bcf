import type { ImportItem, ItemCount } from '@shared/schema/importing'
import type { ForeignDataset } from './foreign'
import type { ImageMatcher, NamedImage } from './imageMatcher'
import type { ItemLog } from './itemLog'

/** A class of a dataset, and how many objects have it. */
export interface SurveyedClass {
  readonly name: string
  readonly objects: number
}

/** What a dataset holds, before anything is imported. */
export interface DatasetSurvey {
  readonly images: number
  /** Images that the project has. */
  readonly matched: number
  readonly objects: number
  /** Declared classes in their order, then those that objects name besides. */
  readonly classes: readonly SurveyedClass[]
  /** What could not be taken over as it stands: all of it counted, the first of it named. */
  readonly counts: readonly ItemCount[]
  readonly items: readonly ImportItem[]
}

/** Goes through a dataset once. `log` is what its reader reports to. */
export async function surveyDataset(
  dataset: ForeignDataset,
  matcher: ImageMatcher<NamedImage>,
  log: ItemLog
): Promise<DatasetSurvey> {
  const classes = new Map(dataset.classes.map(({ name }) => [name, 0]))
  let images = 0
  let matched = 0
  let total = 0
  for await (const { name, file, line, objects } of dataset.images()) {
    images++
    total += objects.length
    for (const { className } of objects) classes.set(className, (classes.get(className) ?? 0) + 1)
    const match = matcher.find(name)
    if ('image' in match) matched++
    else {
      const action = 'image-left-out'
      log.add({ reason: match.problem, action, file, line, image: name, object: null, detail: null })
    }
  }
  return {
    images,
    matched,
    objects: total,
    classes: [...classes].map(([name, objects]) => ({ name, objects })),
    counts: log.counts,
    items: log.items
  }
}
