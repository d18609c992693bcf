import type { DatasetFormat } from '../format'
import { namesForLabelFiles, withoutEnding } from '../names'
import { VocWriter } from './writeVoc'
import { ProblemError } from '@shared/schema/problem'
import { beginningOf, fileByFile } from '../common/fileByFile'
import { originalNames } from '../common/listImages'
import { withoutPrefix } from '../common/tolerant'
import { baseOf } from '../import/paths'
import type { Confidence, DatasetReader, ReadContext, SourceFiles } from '../import/reader'
import { readVoc } from './readVoc'

/** How much of a file is looked at to tell what it is. */
const HEAD = 4096
const SPLITS = ['train', 'val', 'test']

/** Reads folders of Pascal VOC annotation files, one for each image. */
export const vocReader: DatasetReader = {
  async detect(source): Promise<Confidence> {
    for (const file of xmlFiles(source).slice(0, 20)) if (await looksLikeVoc(source, file)) return 0.9
    return 0
  },

  async open(source, context) {
    const files: string[] = []
    for (const file of xmlFiles(source)) {
      await context.pacer.breathe()
      if (file === source.chosen || (await looksLikeVoc(source, file))) files.push(file)
    }
    if (files.length === 0) {
      const reason = 'there is no Pascal VOC file'
      const params = { file: source.chosen ?? '.', line: 1, reason }
      throw new ProblemError('dataset-broken', `The dataset cannot be read: ${reason}`, params)
    }
    const places = await originalNames(source, context)
    const originals = new Map([...places].map(([place, name]) => [withoutPrefix(place, 'JPEGImages/'), name]))
    const lists = { originals, splits: await splitsOf(source, context) }
    return fileByFile(files, context, (file) => readVoc(file, source, context, lists))
  }
}

const xmlFiles = (source: SourceFiles): readonly string[] =>
  source.chosen === null ? source.paths.filter((path) => /\.xml$/i.test(path)) : [source.chosen]

async function looksLikeVoc(source: SourceFiles, file: string): Promise<boolean> {
  return /<annotation(?:\s[^>]*)?>/.test((await beginningOf(source, file, HEAD)).replaceAll('\0', ''))
}

/** The parts of `ImageSets/Main`: a name without ending in each line. */
async function splitsOf(source: SourceFiles, { limits }: ReadContext): Promise<ReadonlyMap<string, string>> {
  const splits = new Map<string, string>()
  for (const path of source.paths) {
    const split = withoutEnding(baseOf(path))
    if (!/(?:^|\/)ImageSets\/(?:Main\/)?[a-z]+\.txt$/.test(path) || !SPLITS.includes(split)) continue
    const text = await beginningOf(source, path, limits.wholeBytes)
    for (const line of text.split(/\r?\n/)) if (line.trim() !== '') splits.set(line.trim(), split)
  }
  return splits
}

/** Pascal VOC: boxes, in an XML file for each image. */
export const vocFormat: DatasetFormat = {
  id: 'voc',
  capabilities: {
    outlines: false,
    holes: false,
    parts: false,
    masks: false,
    crowds: true,
    attributes: true,
    scores: true,
    groups: true
  },
  reader: vocReader,
  writer: {
    imageFolder: () => 'JPEGImages',
    names: namesForLabelFiles,
    open: (run, images) => new VocWriter(run, images)
  }
}
