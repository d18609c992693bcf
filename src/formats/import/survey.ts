import type { ImageMatch, MatchCounts } from '@shared/schema/importing'
import type { ImageRow } from '@shared/schema/image'
import type { ForeignDataset } from './foreign'
import type { ImageMatcher } from './imageMatcher'

/** A class of a dataset, and how many objects have it. */
interface SurveyedClass {
  readonly name: string
  readonly count: number
}

/** What a dataset holds, before anything is imported. */
export interface DatasetSurvey {
  readonly images: number
  readonly match: Readonly<Record<ImageMatch, MatchCounts>>
  readonly objects: number
  /** Declared classes in their order, then those that objects name besides. */
  readonly classes: readonly SurveyedClass[]
}

/** How many names are kept of the images that are not found. */
const MOST_NAMED = 50

/** Goes through a dataset once; what is wrong with it is reported where it was opened. */
export async function surveyDataset(
  dataset: ForeignDataset,
  matchers: Readonly<Record<ImageMatch, ImageMatcher<ImageRow>>>
): Promise<DatasetSurvey> {
  const classes = new Map(dataset.classes.map(({ name }) => [name, 0]))
  const path = new MatchTally(matchers.path)
  const name = new MatchTally(matchers.name)
  let images = 0
  let total = 0
  for await (const { name: written, objects } of dataset.images()) {
    images++
    total += objects.length
    for (const { className } of objects) classes.set(className, (classes.get(className) ?? 0) + 1)
    path.add(written)
    name.add(written)
  }
  return {
    images,
    match: { path: path.counts, name: name.counts },
    objects: total,
    classes: [...classes].map(([className, count]) => ({ name: className, count }))
  }
}

/** Counts how names are found. */
class MatchTally {
  private matched = 0
  private withObjects = 0
  private unmatched = 0
  private ambiguous = 0
  private readonly unmatchedNames: string[] = []
  private readonly ambiguousNames: string[] = []

  constructor(private readonly matcher: ImageMatcher<ImageRow>) {}

  add(name: string): void {
    const match = this.matcher.find(name)
    if ('image' in match) {
      this.matched++
      if (match.image.objects > 0) this.withObjects++
    } else if (match.problem === 'image-unmatched') {
      this.unmatched++
      if (this.unmatchedNames.length < MOST_NAMED) this.unmatchedNames.push(name)
    } else {
      this.ambiguous++
      if (this.ambiguousNames.length < MOST_NAMED) this.ambiguousNames.push(name)
    }
  }

  get counts(): MatchCounts {
    const { matched, withObjects, unmatched, ambiguous, unmatchedNames, ambiguousNames } = this
    return { matched, withObjects, unmatched, ambiguous, unmatchedNames, ambiguousNames }
  }
}
