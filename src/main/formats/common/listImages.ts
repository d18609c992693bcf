import { safeName } from '../import/paths'
import type { ReadContext, SourceFiles } from '../import/reader'
import type { PlannedImage } from '../exportPlan'
import type { ExportRun } from '../exportRun'

/**
 * For a dataset whose images were not copied: `images.txt` says for each place in it which original belongs there.
 * Gives the files that were written.
 */
export async function listImages(
  { options, folder, notes }: ExportRun,
  images: readonly PlannedImage[],
  folderOf: (planned: PlannedImage) => string
): Promise<readonly string[]> {
  if (options.copyImages) return []
  const list = images.map((planned) => `${folderOf(planned)}/${planned.name}\t${planned.image.path}\n`)
  await folder.writeText('images.txt', list.join(''))
  notes.add('put-images')
  return ['images.txt']
}

/** What `images.txt` of such a dataset says: for each place in it the name of the original. */
export async function originalNames(
  source: SourceFiles,
  { limits }: ReadContext
): Promise<ReadonlyMap<string, string>> {
  const originals = new Map<string, string>()
  if (!source.has('images.txt')) return originals
  const size = await source.size('images.txt')
  if (size > limits.wholeBytes) return originals
  const text = Buffer.from(await source.slice('images.txt', 0, size)).toString('utf8')
  for (const line of text.split('\n')) {
    const [place = '', original = ''] = line.split('\t')
    const { name } = safeName(original.trim())
    if (place !== '' && name !== '') originals.set(place, name)
  }
  return originals
}
