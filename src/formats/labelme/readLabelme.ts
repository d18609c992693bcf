import { imageFile } from '../common/fileByFile'
import { Reporter } from '../common/reporter'
import { foreignImage, type Extra, type ForeignImage, type ForeignObject, type Json } from '../import/foreign'
import { setOwn } from '../import/json'
import { folderOf } from '../import/paths'
import type { ReadContext, SourceFiles } from '../import/reader'
import { JsonTextError, readJsonItems, type JsonItem } from '../codecs/json/jsonItems'
import { readShape } from './foreignShape'

const known = new Set(['version', 'shapes', 'imagePath', 'imageData', 'imageHeight', 'imageWidth'])

/**
 * Reads a LabelMe file; the picture that may be inside of it is passed over. `originals` says what images at a place are
 * really called. Null when it had to be left out.
 */
export async function readLabelme(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  source: Pick<SourceFiles, 'has' | 'find'>,
  context: ReadContext,
  originals: ReadonlyMap<string, string> = new Map()
): Promise<ForeignImage | null> {
  const members = new Map<string, unknown>()
  const shapes: JsonItem[] = []
  const reporter = new Reporter(context, file)
  try {
    for await (const item of readJsonItems(chunks, context.limits)) {
      if (item.key === 'shapes' && item.index !== null) shapes.push(item)
      else if (item.key !== null && item.key !== 'imageData' && item.index === null)
        members.set(item.key, item.value)
    }
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error
    reporter.say('file-broken', 'file-left-out', { line: error.line, detail: error.message })
    return null
  }
  const place = reporter.takeName(members.get('imagePath'), null, folderOf(file))
  if (place === null) return null
  const name = originals.get(place) ?? place
  const about = reporter.about(name)
  const size = about.takeSize(members.get('imageWidth'), members.get('imageHeight'))
  if (size === false) return null
  const path = imageFile(source, file, place, ['images', 'img'])
  const measured = size ?? (await context.sizeOf(name, path))
  const objects: ForeignObject[] = []
  for (const { value, line, index } of shapes) {
    await context.pacer.breathe()
    const object = await readShape(value, { line, place: (index ?? 0) + 1 }, measured, about)
    if (object) objects.push(object)
  }
  return foreignImage({ name, size, file, path, objects, extra: extraOf(members) })
}

/** What else the file says of the image; an empty `flags` is what every file has. */
function extraOf(members: ReadonlyMap<string, unknown>): Extra {
  const extra: Record<string, Json> = {}
  for (const [key, member] of members) {
    if (!known.has(key) && !(key === 'flags' && isEmpty(member))) setOwn(extra, key, member as Json)
  }
  return extra
}

const isEmpty = (value: unknown): boolean =>
  value === null || (typeof value === 'object' && Object.keys(value).length === 0)
