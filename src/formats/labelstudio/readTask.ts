import type { Size } from '@shared/geometry/spaces'
import { imageFile } from '../common/fileByFile'
import { isScalar, readScore, takeOwnFields } from '../common/ownFields'
import type { Reporter } from '../common/reporter'
import { foreignImage, foreignObject, type ForeignImage, type ForeignObject } from '../import/foreign'
import { excerpt, isObject, setOwn } from '../import/json'
import type { ReadContext, SourceFiles } from '../import/reader'
import type { JsonItem } from '../codecs/json/jsonItems'
import { imageName } from './imageName'
import { regionsOf, type Region } from './regions'
import { studioShape } from './labelStudioShapes'

type Fields = Readonly<Record<string, unknown>>

/** What looks like the name of a picture, where no result says which of a task's data is one. */
const PICTURE = /\.(?:jpe?g|png|bmp|webp|tiff?|gif|avif)(?:$|[?#])/i

/** Takes a task over. Null when it has to be left out. */
export async function readTask(
  { value, line, index }: Pick<JsonItem, 'value' | 'line' | 'index'>,
  source: Pick<SourceFiles, 'has' | 'find'>,
  reporter: Reporter,
  context: ReadContext,
  split: string | null
): Promise<ForeignImage | null> {
  const task = isObject(value) ? value : {}
  const id = isScalar(task['id']) ? String(task['id']) : `#${(index ?? 0) + 1}`
  const written = pictureOf(task['data'])
  if (written === undefined) {
    reporter.say('image-malformed', 'image-left-out', { line, object: id, detail: excerpt(value) })
    return null
  }
  const name = reporter.takeName(imageName(written), line)
  if (name === null) return null
  const about = reporter.about(name)
  const { results, score } = resultsOf(task, about, line)
  const path = imageFile(source, reporter.file, name, ['images'])
  const first = results.find((result) => isObject(result) && result['original_width'] !== undefined)
  const said = isObject(first)
    ? about.takeSize(first['original_width'], first['original_height'], line)
    : null
  if (said === false) return null
  const size = said ?? (await context.sizeOf(name, path))
  const objects: ForeignObject[] = []
  for (const region of regionsOf(results)) {
    await context.pacer.breathe()
    if ('broken' in region) {
      const { id: object, broken } = region
      about.say('object-malformed', 'object-left-out', { line, object, detail: excerpt(broken) })
      continue
    }
    const object = readRegion(region, line, score, size, about)
    if (object) objects.push(object)
  }
  return foreignImage({ name, file: reporter.file, line, path, size: said, split, objects })
}

/** Which of a task's data names its picture. */
function pictureOf(data: unknown): string | undefined {
  if (!isObject(data)) return undefined
  for (const key of ['image', 'img', 'image_url', 'url']) {
    const value = data[key]
    if (typeof value === 'string' && value !== '') return value
  }
  return Object.values(data).find((value) => typeof value === 'string' && PICTURE.test(value)) as
    string | undefined
}

/** The results of the first annotation that was not cancelled, or else of the first prediction. */
function resultsOf(
  task: Fields,
  reporter: Reporter,
  line: number
): { results: readonly unknown[]; score: unknown } {
  // Long ago annotations were called completions.
  const written = listOf(task['annotations'] ?? task['completions'])
  const done = written.filter((each): each is Fields => isObject(each) && each['was_cancelled'] !== true)
  const [annotation, ...others] = done.filter(({ result }) => Array.isArray(result))
  for (const { id } of others) {
    reporter.say('object-repeated', 'object-left-out', {
      line,
      object: null,
      detail: `annotation ${excerpt(id)}`
    })
  }
  if (annotation) return { results: listOf(annotation['result']), score: null }
  const [prediction] = listOf(task['predictions']).filter(isObject)
  return { results: listOf(prediction?.['result']), score: prediction?.['score'] }
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function readRegion(
  { id, shape: result, type, labels, answers }: Region,
  line: number,
  score: unknown,
  size: Size | null,
  reporter: Reporter
): ForeignObject | null {
  const at = { line, object: id }
  if (!result) {
    reporter.say('shape-unsupported', 'object-left-out', { ...at, detail: type })
    return null
  }
  const [className, ...others] = labels
  if (className === undefined) {
    reporter.say('class-malformed', 'object-left-out', { ...at, detail: type })
    return null
  }
  if (size === null) {
    reporter.say('size-unknown', 'object-left-out', at)
    return null
  }
  const value = result['value'] as Fields
  const found = studioShape(type, value, size, reporter.limits)
  if ('reason' in found) {
    reporter.say(found.reason, 'object-left-out', { ...at, detail: found.detail })
    return null
  }
  if (typeof result['image_rotation'] === 'number' && result['image_rotation'] % 360 !== 0) {
    reporter.say('field-not-carried', 'changed', {
      ...at,
      detail: `image_rotation ${result['image_rotation']}`
    })
  }
  if (found.clipped) reporter.say('coordinates-outside', 'clipped', at)
  if (found.changed) reporter.say('shape-unsupported', 'changed', { ...at, detail: found.changed })
  if (others.length > 0) reporter.say('field-not-carried', 'changed', { ...at, detail: others.join(', ') })
  const own = takeOwnFields({ ...answers, ...metaOf(result['meta']) })
  const { file } = reporter
  return foreignObject({
    ...{ id, file, line, className, shape: found.shape, ...own },
    score: readScore(result['score']) ?? readScore(score)
  })
}

/** What was noted about a region: texts, and the fields that our own exports put there. */
function metaOf(meta: unknown): Record<string, string | number | boolean> {
  const all: Record<string, string | number | boolean> = {}
  if (!isObject(meta)) return all
  for (const [key, member] of Object.entries(meta)) {
    if (isScalar(member)) setOwn(all, key, member)
    else if (Array.isArray(member) && member.length > 0 && member.every(isScalar))
      setOwn(all, key, member.join('\n'))
  }
  return all
}
