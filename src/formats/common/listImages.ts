import { readText } from '../import/json'
import { safeName } from '../import/paths'
import type { ReadContext, SourceFiles } from '../import/reader'
import type { PlannedImage } from '../writer'
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
  const list = images.map((planned) => imageLine(`${folderOf(planned)}/${planned.name}`, planned.image.path))
  await folder.writeText(IMAGE_LIST, list.join(''))
  notes.add('put-images')
  return [IMAGE_LIST]
}

/** The file that says what images are called in the project. */
export const IMAGE_LIST = 'images.txt'

/**
 * A line of `images.txt`: an image's place in the dataset and its path in the project. A path that would not be read
 * back as it is, because it has tabs or backslashes, or blanks at its ends, is written as a JSON string.
 */
export function imageLine(place: string, original: string): string {
  const isPlain = !/^["\s]|[\\\p{Cc}]|\s$/u.test(original)
  return `${place}\t${isPlain ? original : JSON.stringify(original)}\n`
}

/** A line of `images.txt`, with a name that is safe; null for one that says nothing. */
function parseImageLine(line: string): { readonly place: string; readonly original: string } | null {
  const tab = line.indexOf('\t')
  const place = line.slice(0, Math.max(0, tab))
  const written = line.slice(tab + 1).trim()
  const original = quotedPath(written) ?? safeName(written).name
  return place === '' || original === '' ? null : { place, original }
}

/** A path that is written as a JSON string: only one that leads down is taken as it is. */
function quotedPath(written: string): string | null {
  if (!written.startsWith('"')) return null
  let path: unknown
  try {
    path = JSON.parse(written)
  } catch {
    return null
  }
  if (typeof path !== 'string' || path.includes('\0')) return null
  const isBelow = path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  return isBelow ? path : null
}

/** What `images.txt` of a dataset says: for each place in it the name of the original. */
export async function originalNames(
  source: SourceFiles,
  { limits }: Pick<ReadContext, 'limits'>,
  file = IMAGE_LIST
): Promise<ReadonlyMap<string, string>> {
  const originals = new Map<string, string>()
  const text = source.has(file) ? await readText(source, file, limits) : null
  for (const line of text?.split('\n') ?? []) {
    const found = parseImageLine(line)
    if (found) originals.set(found.place, found.original)
  }
  return originals
}
