import { z } from 'zod'
import {
  cocoAnnotationSchema,
  cocoClosing,
  cocoImageSchema,
  cocoSeparator,
  type CocoAnnotation,
  type CocoCategory,
  type CocoImage
} from '../formats/coco/coco'

/** What is stored per image until the instances file is assembled, which assigns the ids. */
export interface CocoPart {
  readonly image: Omit<CocoImage, 'id'>
  readonly annotations: readonly (Omit<CocoAnnotation, 'id' | 'image_id'> &
    Readonly<Record<string, unknown>>)[]
}

const partSchema = z.object({
  image: cocoImageSchema.omit({ id: true }),
  annotations: z.array(cocoAnnotationSchema.omit({ id: true, image_id: true }).loose())
})

/** Parses what was stored of an image. @throws Error if the text is invalid */
export function parseCocoPart(text: string): CocoPart {
  return partSchema.parse(JSON.parse(text))
}

/**
 * Writes an instances file from its images, with ids from 1. Images come before annotations, so the annotations are
 * buffered in memory; the buffer is as large as the file.
 */
export async function* instancesFile(
  description: string,
  categories: readonly CocoCategory[],
  parts: AsyncIterable<CocoPart> | Iterable<CocoPart>
): AsyncGenerator<string> {
  const annotations: string[] = []
  yield `{\n"info": ${JSON.stringify({ description, version: '1.0' })},\n"licenses": [],\n`
  const told = categories.map(({ id, name }) => ({ id, name, supercategory: '' }))
  yield `"categories": ${JSON.stringify(told)},\n"images": [`
  let images = 0
  for await (const part of parts) {
    const id = images + 1
    yield cocoSeparator(images === 0) + JSON.stringify({ id, ...part.image })
    images++
    for (const annotation of part.annotations) {
      annotations.push(JSON.stringify({ id: annotations.length + 1, image_id: id, ...annotation }))
    }
  }
  yield '\n],\n"annotations": ['
  for (const [i, annotation] of annotations.entries()) yield cocoSeparator(i === 0) + annotation
  yield cocoClosing
}
