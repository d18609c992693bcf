import { ProblemError } from '@shared/schema/problem'
import { beginningOf, fileByFile } from '../common/fileByFile'
import { originalNames } from '../common/listImages'
import type { ForeignClass, ForeignImage } from '../import/foreign'
import type { Confidence, DatasetReader, ReadContext, SourceFiles } from '../import/reader'
import { readLabelme } from './readLabelme'

/** How much of a file is looked at to tell what it is; the picture inside may come first. */
const HEAD = 1 << 16
/** Lines of LabelMe's list of classes that are none. */
const NO_CLASS = new Set(['', '__ignore__', '_background_'])

/** Reads folders of LabelMe files, one for each image, and `labels.txt` beside them. */
export const labelmeReader: DatasetReader = {
  async detect(source): Promise<Confidence> {
    for (const file of jsonFiles(source).slice(0, 20)) if (await looksLikeLabelme(source, file)) return 0.9
    return 0
  },

  async open(source, context) {
    const files = await labelmeFiles(source, context)
    if (files.length === 0) {
      const reason = 'there is no LabelMe file'
      const params = { file: source.chosen ?? '.', line: 1, reason }
      throw new ProblemError('dataset-broken', `The dataset cannot be read: ${reason}`, params)
    }
    const originals = await originalNames(source, context)
    const read = (file: string): Promise<ForeignImage | null> =>
      readLabelme(file, source.chunks(file), source, context, originals)
    return fileByFile(files, context, read, { classes: await declaredClasses(source) })
  }
}

const jsonFiles = (source: SourceFiles): readonly string[] =>
  source.chosen === null ? source.paths.filter((path) => /\.json$/i.test(path)) : [source.chosen]

/** The files that are LabelMe's; other JSON files beside them belong to somebody else and are passed over. */
async function labelmeFiles(source: SourceFiles, { pacer }: ReadContext): Promise<string[]> {
  const files: string[] = []
  for (const file of jsonFiles(source)) {
    await pacer.breathe()
    if (file === source.chosen || (await looksLikeLabelme(source, file))) files.push(file)
  }
  return files
}

async function looksLikeLabelme(source: SourceFiles, file: string): Promise<boolean> {
  const head = await beginningOf(source, file, HEAD)
  if (!/^\ufeff?\s*\{/.test(head)) return false
  if (/"shapes"\s*:\s*\[/.test(head)) return /"(?:imagePath|imageData|shape_type|version|points)"/.test(head)
  return /"imageData"\s*:\s*"/.test(head)
}

/** The classes of a `labels.txt`, one a line. */
async function declaredClasses(source: SourceFiles): Promise<ForeignClass[]> {
  if (!source.has('labels.txt')) return []
  const names = (await beginningOf(source, 'labels.txt', HEAD)).split(/\r?\n/).map((line) => line.trim())
  const unique = [...new Set(names)].filter((name) => !NO_CLASS.has(name))
  return unique.map((name) => ({ name, number: null, color: null, extra: {} }))
}
