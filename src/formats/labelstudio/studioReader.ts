import { ProblemError } from '@shared/schema/problem'
import { beginningOf } from '../common/fileByFile'
import { Reporter } from '../common/reporter'
import type { ForeignImage } from '../import/foreign'
import { baseOf } from '../import/paths'
import type { Confidence, DatasetReader, ReadContext, SourceFiles } from '../import/reader'
import { JsonTextError, readJsonItems, type JsonItem } from '../codecs/json/jsonItems'
import { readTask } from './readTask'

/** How much of a file is looked at to tell what it is. */
const HEAD = 1 << 16

/** Reads Label Studio's JSON exports of any size, task by task. */
export const studioReader: DatasetReader = {
  async detect(source): Promise<Confidence> {
    for (const file of jsonFiles(source).slice(0, 20)) if (await looksLikeStudio(source, file)) return 0.9
    return 0
  },

  async open(source, context) {
    const files: { file: string; size: number }[] = []
    for (const file of jsonFiles(source)) {
      await context.pacer.breathe()
      if (file !== source.chosen && !(await looksLikeStudio(source, file))) continue
      files.push({ file, size: await source.size(file) })
    }
    if (files.length === 0) throw broken(source.chosen ?? '.', 1, 'there is no Label Studio file')
    const total = files.reduce((sum, { size }) => sum + size, 0)
    return {
      classes: [],
      extra: {},
      imageCount: null,
      async *images() {
        let before = 0
        for (const { file, size } of files) {
          const done = before
          yield* imagesOf(file, source, context, (bytes) => context.progress(done + bytes, total))
          before += size
        }
      }
    }
  }
}

async function* imagesOf(
  file: string,
  source: SourceFiles,
  context: ReadContext,
  progress: (bytes: number) => void
): AsyncGenerator<ForeignImage> {
  const reporter = new Reporter(context, file)
  const split = /(?:^|[^a-z])(train|val|test)(?:[^a-z]|$)/i.exec(baseOf(file))?.[1]?.toLowerCase() ?? null
  for await (const item of tasksOf(file, source.chunks(file), context)) {
    const image = await readTask(item, source, reporter, context, split)
    if (image) yield image
    progress(item.end)
  }
}

/** The tasks of a file, which is a list of them. @throws ProblemError 'dataset-broken' */
export async function* tasksOf(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  { limits, pacer }: ReadContext
): AsyncGenerator<JsonItem> {
  try {
    for await (const item of readJsonItems(chunks, limits)) {
      await pacer.breathe()
      if (item.key !== null) throw broken(file, item.line, 'it is no list of tasks')
      yield item
    }
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error
    throw broken(file, error.line, error.message, error)
  }
}

const jsonFiles = (source: SourceFiles): readonly string[] =>
  source.chosen === null ? source.paths.filter((path) => /\.json$/i.test(path)) : [source.chosen]

async function looksLikeStudio(source: SourceFiles, file: string): Promise<boolean> {
  const head = await beginningOf(source, file, HEAD)
  if (!/^\ufeff?\s*\[\s*\{/.test(head)) return false
  return /"data"\s*:\s*\{/.test(head) || /"(?:annotations|completions|predictions)"\s*:\s*\[/.test(head)
}

function broken(file: string, line: number, reason: string, cause?: unknown): ProblemError {
  return new ProblemError(
    'dataset-broken',
    `${file}, line ${line}: ${reason}`,
    { file, line, reason },
    { cause }
  )
}
