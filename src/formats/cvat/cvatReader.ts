import { ProblemError } from '@shared/schema/problem'
import { beginningOf } from '../common/fileByFile'
import { Reporter } from '../common/reporter'
import type { ForeignClass, ForeignImage } from '../import/foreign'
import type { Confidence, DatasetReader, ReadContext, SourceFiles } from '../import/reader'
import { CvatLabels } from './labels'
import { readImage, readLabels, topElements } from './readCvat'

/** How much of a file is looked at to tell what it is. */
const HEAD = 1 << 16

/** Reads "CVAT for images 1.1" files of any size, image by image. */
export const cvatReader: DatasetReader = {
  async detect(source): Promise<Confidence> {
    for (const file of xmlFiles(source).slice(0, 20)) if (await looksLikeCvat(source, file)) return 0.9
    return 0
  },

  async open(source, context) {
    const parts = await partsOf(source, context)
    const total = parts.reduce((sum, { size }) => sum + size, 0)
    const classes = new Map<string, ForeignClass>()
    for (const { labels } of parts) {
      for (const each of labels.classes) if (!classes.has(each.name)) classes.set(each.name, each)
    }
    return {
      classes: [...classes.values()],
      extra: {},
      imageCount: null,
      async *images() {
        let before = 0
        for (const part of parts) {
          const done = before
          yield* imagesOf(part, source, context, (bytes) => context.progress(done + bytes, total))
          before += part.size
        }
      }
    }
  }
}

interface CvatFile {
  readonly file: string
  readonly size: number
  readonly labels: CvatLabels
}

/** The files with their labels. @throws ProblemError 'dataset-broken' when there are none, or one is damaged */
async function partsOf(source: SourceFiles, context: ReadContext): Promise<CvatFile[]> {
  const parts: CvatFile[] = []
  for (const file of xmlFiles(source)) {
    await context.pacer.breathe()
    if (file !== source.chosen && !(await looksLikeCvat(source, file))) continue
    const labels = await readLabels(file, source.chunks(file), context)
    parts.push({ file, size: await source.size(file), labels: labels ?? new CvatLabels() })
  }
  if (parts.length > 0) return parts
  const reason = 'there is no CVAT file'
  const params = { file: source.chosen ?? '.', line: 1, reason }
  throw new ProblemError('dataset-broken', `The dataset cannot be read: ${reason}`, params)
}

async function* imagesOf(
  { file, labels }: CvatFile,
  source: SourceFiles,
  context: ReadContext,
  progress: (bytes: number) => void
): AsyncGenerator<ForeignImage> {
  const reporter = new Reporter(context, file)
  for await (const element of topElements(file, source.chunks(file), context, progress)) {
    if (element.name === 'image') {
      const image = await readImage(element, file, source, labels, context)
      if (image) yield image
    } else if (element.name === 'track') {
      const object = `track ${element.attributes.get('id') ?? ''}`
      reporter.say('shape-unsupported', 'object-left-out', { line: element.line, object, detail: 'track' })
    }
  }
}

const xmlFiles = (source: SourceFiles): readonly string[] =>
  source.chosen === null ? source.paths.filter((path) => /\.xml$/i.test(path)) : [source.chosen]

async function looksLikeCvat(source: SourceFiles, file: string): Promise<boolean> {
  const head = await beginningOf(source, file, HEAD)
  return /<annotations(?:\s[^>]*)?>/.test(head) && /<(?:version|meta|image|track)[\s>]/.test(head)
}
