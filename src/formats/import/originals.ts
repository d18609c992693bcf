import type { ForeignDataset, ForeignImage } from './foreign'
import { originalNames } from '../common/listImages'
import type { ReadContext, SourceFiles } from './reader'

/**
 * The dataset with the names that its images have in the project, where `images.txt` says them: copies are renamed when
 * not every system takes their names. A reader that has looked there itself gives names that are no places any more.
 */
export async function withOriginalNames(
  dataset: ForeignDataset,
  source: SourceFiles,
  context: Pick<ReadContext, 'limits'>
): Promise<ForeignDataset> {
  const originals = await originalNames(source, context)
  if (originals.size === 0) return dataset
  const nameOf = ({ name, path }: ForeignImage): string =>
    [path, `images/${name}`, name].map((place) => originals.get(place ?? '')).find(Boolean) ?? name
  return {
    ...dataset,
    async *images() {
      for await (const image of dataset.images()) yield { ...image, name: nameOf(image) }
    }
  }
}
