import { ProblemError } from '@shared/schema/problem'
import { beginningOf, fileByFile, imagesByStem } from '../common/fileByFile'
import { originalNames } from '../common/listImages'
import { Reporter } from '../common/reporter'
import { withoutPrefix } from '../common/tolerant'
import { foreignImage, type ForeignImage } from '../import/foreign'
import type { Confidence, DatasetReader, ReadContext, SourceFiles } from '../import/reader'
import { withoutEnding } from '../names'
import { asForeign, parseClasses } from './classMap'
import { classFileOf, maskFiles, type MaskFile } from './maskLayout'
import { readMasks, type MaskClasses } from './readMasks'

/** Reads folders of mask PNGs: one of classes or of objects for each image, or one for each object. */
export const masksReader: DatasetReader = {
  detect(source): Promise<Confidence> {
    const isMask = ({ file }: MaskFile): boolean => /\.(?:png|csv)$/i.test(file)
    const hasMasks = maskFiles(source).some(isMask)
    if (!hasMasks) return Promise.resolve(0)
    if (source.chosen !== null) return Promise.resolve(/\.png$/i.test(source.chosen) ? 0.3 : 0)
    return Promise.resolve(classFileOf(source) === undefined ? 0.4 : 0.85)
  },

  async open(source, context) {
    const masks = maskFiles(source)
    if (masks.length === 0) {
      const reason = 'there are no masks'
      const message = `The dataset cannot be read: ${reason}`
      throw new ProblemError('dataset-broken', message, { file: source.chosen ?? '.', line: 1, reason })
    }
    const known = await classesOf(source, context)
    const byFile = new Map(masks.map((mask) => [mask.file, mask]))
    const names = await namesOf(source, context, new Set(byFile.keys()))
    const read = async (file: string): Promise<ForeignImage | null> => {
      const mask = byFile.get(file)
      if (!mask) return null
      const { name, path } = names(mask.stem)
      const found = await readMasks(mask, name, source, known, context)
      return found && foreignImage({ name, path, file, ...found })
    }
    return fileByFile([...byFile.keys()], context, read, { classes: asForeign(known.classes) })
  }
}

async function classesOf(source: SourceFiles, context: ReadContext): Promise<MaskClasses> {
  const file = classFileOf(source)
  if (file === undefined) return { classes: [], byColor: false }
  const { classes, broken } = parseClasses(file, await beginningOf(source, file, context.limits.wholeBytes))
  const reporter = new Reporter(context, file)
  for (const { line, detail } of broken) {
    reporter.say('class-malformed', 'class-left-out', { line, detail: detail.slice(0, 80) })
  }
  return { classes, byColor: file.endsWith('.txt') }
}

/** What the image of a mask is called: as `images.txt` says, as its file beside the masks, or as the mask. */
async function namesOf(
  source: SourceFiles,
  context: ReadContext,
  masks: ReadonlySet<string>
): Promise<(stem: string) => { name: string; path: string | null }> {
  const originals = new Map<string, string>()
  for (const [place, original] of await originalNames(source, context)) {
    originals.set(withoutEnding(withoutPrefix(place, 'images/')), original)
  }
  const isImage = (path: string): boolean =>
    !masks.has(path) && !/(?:^|\/)(?:objects|SegmentationObject)\//.test(path)
  const find = imagesByStem(source, isImage)
  return (stem) => {
    const path = find(`images/${stem}`) ?? find(`JPEGImages/${stem}`) ?? find(stem) ?? null
    return { name: originals.get(stem) ?? (path === null ? stem : withoutPrefix(path, 'images/')), path }
  }
}
