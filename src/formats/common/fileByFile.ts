import { NameMap } from '@shared/files/nameMap'
import type { Extra, ForeignClass, ForeignDataset, ForeignImage } from '../import/foreign'
import { baseOf, folderOf, joinPath } from '../import/paths'
import type { ReadContext, SourceFiles } from '../import/reader'
import { withoutEnding } from '../names'
import { Reporter } from './reporter'

/** A dataset with a file for each image: read one after the other. A file that gives null was reported. */
export function fileByFile(
  files: readonly string[],
  context: ReadContext,
  read: (file: string) => Promise<ForeignImage | null>,
  about: { readonly classes?: readonly ForeignClass[]; readonly extra?: Extra } = {}
): ForeignDataset {
  return {
    classes: about.classes ?? [],
    extra: about.extra ?? {},
    imageCount: files.length,
    async *images() {
      for (const [i, file] of files.entries()) {
        await context.pacer.breathe()
        const image = await read(file)
        if (image) yield image
        context.progress(i + 1, files.length)
      }
    }
  }
}

/** The bytes of a file that is read whole; null, and a report, for one that is too large for it. */
export async function wholeFile(
  source: SourceFiles,
  file: string,
  context: ReadContext
): Promise<Uint8Array | null> {
  const size = await source.size(file)
  if (size <= context.limits.wholeBytes) return source.slice(file, 0, size)
  new Reporter(context, file).say('file-too-large', 'file-left-out', { detail: `${size} bytes` })
  return null
}

/** The text of a small file at its beginning, as far as it goes. */
export async function beginningOf(source: SourceFiles, file: string, length: number): Promise<string> {
  const end = Math.min(length, await source.size(file))
  return Buffer.from(await source.slice(file, 0, end)).toString('utf8')
}

/** An image's own file: beside the file that names it, below one of the usual folders, or where the name says. */
export function imageFile(
  source: Pick<SourceFiles, 'has' | 'find'>,
  file: string,
  name: string,
  folders: readonly string[] = []
): string | null {
  const here = folderOf(file)
  const above = folderOf(here)
  const candidates = [name, joinPath(here, name), joinPath(above, name)]
  for (const folder of folders) candidates.push(joinPath(here, `${folder}/${name}`), `${folder}/${name}`)
  for (const folder of folders) candidates.push(joinPath(above, `${folder}/${name}`))
  return firstFile(source, candidates)
}

/** The first of several paths that there is as written; else the first that there is in another way of writing. */
export function firstFile(
  source: Pick<SourceFiles, 'has' | 'find'>,
  candidates: readonly string[]
): string | null {
  const exact = candidates.find((path) => source.has(path))
  if (exact !== undefined) return exact
  for (const path of candidates) {
    const found = source.find(path)
    if (found !== null) return found
  }
  return null
}

const IMAGE = /\.(?:jpe?g|png|bmp|webp|tiff?|gif|avif)$/i

/** Finds the image files of a dataset by their names without ending; files that `isImage` denies are none. */
export function imagesByStem(
  source: SourceFiles,
  isImage: (path: string) => boolean = () => true
): (stem: string) => string | undefined {
  const byStem = new NameMap<string>()
  for (const path of source.paths) {
    if (!IMAGE.test(path) || !isImage(path)) continue
    for (const stem of [withoutEnding(baseOf(path)), withoutEnding(path)]) {
      if (!byStem.has(stem)) byStem.set(stem, path)
    }
  }
  return (stem) => byStem.get(stem)
}
