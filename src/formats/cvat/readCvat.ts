import { ProblemError } from '@shared/schema/problem'
import { imageFile } from '../common/fileByFile'
import { Reporter } from '../common/reporter'
import { foreignImage, type ForeignImage, type ForeignObject } from '../import/foreign'
import type { ReadContext, SourceFiles } from '../import/reader'
import { ElementBuilder, type XmlElement } from '../codecs/xml/element'
import { readXml } from '../codecs/xml/readXml'
import { XmlTextError } from '../codecs/xml/xmlParser'
import { readObject, shapeOrder } from './foreignObject'
import { labelsOf, type CvatLabels } from './labels'
import { shapeElements } from './cvatShapes'

/** What stands below `annotations`, one after the other: `version`, `meta`, `image`, `track`. Nothing else is held. */
export async function* topElements(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  context: ReadContext,
  progress: (bytes: number) => void = () => undefined
): AsyncGenerator<XmlElement> {
  let builder: ElementBuilder | undefined
  let depth = 0
  let bytes = 0
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      bytes += chunk.length
      yield chunk
    }
  }
  try {
    for await (const events of readXml(counted(), context.limits)) {
      await context.pacer.breathe()
      for (const event of events) {
        if (event.kind === 'open' && depth++ === 0) {
          if (event.name !== 'annotations')
            throw new XmlTextError(`<${event.name}> is not CVAT's`, event.line)
          continue
        }
        if (event.kind === 'close' && --depth === 0) continue
        builder ??= event.kind === 'open' ? new ElementBuilder() : undefined
        const element = builder?.take(event)
        if (!element) continue
        builder = undefined
        yield element
      }
      progress(bytes)
    }
  } catch (error) {
    if (!(error instanceof XmlTextError)) throw error
    const { line, message: reason } = error
    const message = `${file}, line ${line}: ${reason}`
    throw new ProblemError('dataset-broken', message, { file, line, reason }, { cause: error })
  }
}

/** The labels in the `meta` at the beginning of a file. */
export async function readLabels(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  context: ReadContext
): Promise<CvatLabels | null> {
  for await (const element of topElements(file, chunks, context)) {
    if (element.name === 'meta') return labelsOf(element)
    if (element.name === 'image' || element.name === 'track') return null
  }
  return null
}

/** Takes an `image` over with its shapes, the nearest last. Null when it has to be left out. */
export async function readImage(
  element: XmlElement,
  file: string,
  source: Pick<SourceFiles, 'has' | 'find'>,
  labels: CvatLabels,
  context: ReadContext
): Promise<ForeignImage | null> {
  const { attributes, line } = element
  const reporter = new Reporter(context, file)
  const name = reporter.takeName(attributes.get('name'), line)
  if (name === null) return null
  const about = reporter.about(name)
  const size = about.takeSize(numberOf(attributes.get('width')), numberOf(attributes.get('height')), line)
  if (size === false) return null
  const path = imageFile(source, file, name, ['images'])
  const measured = size ?? (await context.sizeOf(name, path))
  const objects: { object: ForeignObject; order: number }[] = []
  const shapes = element.children.filter((child) => shapeElements.has(child.name))
  for (const [i, shape] of shapes.entries()) {
    await context.pacer.breathe()
    const object = readObject(shape, i + 1, measured, labels, about)
    if (object) objects.push({ object, order: shapeOrder(shape) })
  }
  objects.sort((a, b) => a.order - b.order)
  const split = attributes.get('subset')?.toLowerCase() ?? null
  return foreignImage({
    ...{ name, file, line, path, size },
    split: split === '' || split === 'default' ? null : split,
    objects: objects.map(({ object }) => object)
  })
}

const numberOf = (text: string | undefined): number | undefined =>
  text === undefined || text === '' ? undefined : Number(text)
