import { z } from 'zod'
import { noExtras, type DatasetExtras, type DatasetImage } from '../dataset'
import type { Extra } from '../import/foreign'
import { isObject } from '../import/json'
import type { Label } from '@shared/schema/label'

/** Polygons as flat lists of coordinates, or runs along columns: compressed text, or as a list of numbers. */
export const cocoSegmentationSchema = z.union([
  z.array(z.array(z.number()).min(6)).min(1),
  z.object({
    size: z.tuple([z.number().int().positive(), z.number().int().positive()]),
    counts: z.union([z.string(), z.array(z.number().int().nonnegative())])
  })
])
export type CocoSegmentation = z.infer<typeof cocoSegmentationSchema>

/** What begins the names of our own fields among an object's attributes. */
export const ownAttribute = 'maskwright:'

/** An object of a COCO instances file. */
export const cocoAnnotationSchema = z.object({
  id: z.number().int(),
  image_id: z.number().int(),
  category_id: z.number().int(),
  segmentation: cocoSegmentationSchema,
  area: z.number(),
  /** Left, top, width, height. */
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  iscrowd: z.union([z.literal(0), z.literal(1)]),
  /** What trainers ignore: the object's own attributes, and ours with the prefix `maskwright:`. */
  attributes: z.record(z.string(), z.unknown()).optional()
})
export type CocoAnnotation = z.infer<typeof cocoAnnotationSchema>

export const cocoImageSchema = z.object({
  id: z.number().int(),
  file_name: z.string(),
  width: z.number().int().positive(),
  height: z.number().int().positive()
})
export type CocoImage = z.infer<typeof cocoImageSchema>

export const cocoCategorySchema = z.object({ id: z.number().int(), name: z.string() })
export type CocoCategory = z.infer<typeof cocoCategorySchema>

/** An image of the dataset under the name that it has there. */
export function cocoImage(image: DatasetImage, fileName: string, extra: Extra = {}): CocoImage {
  return { ...extra, id: image.id, file_name: fileName, width: image.width, height: image.height }
}

/** The sections of an instances file that are not written as they were found. */
const sections: ReadonlySet<string> = new Set(['categories', 'images', 'annotations'])

/** The beginning of an instances file, up to and including the opening of the list of objects. */
export function* cocoOpening(
  description: string,
  date: Date,
  labels: readonly Label[],
  images: Iterable<CocoImage>,
  extras: DatasetExtras = noExtras
): Generator<string> {
  const { info: kept, licenses = [], ...others } = extras.dataset
  const info = {
    ...(isObject(kept) ? kept : {}),
    description,
    version: '1.0',
    year: date.getUTCFullYear(),
    contributor: '',
    date_created: date.toISOString()
  }
  const categories = labels.map(({ id, name }) => ({ supercategory: '', ...extras.label(id), id, name }))
  yield `{\n"info": ${JSON.stringify(info)},\n"licenses": ${JSON.stringify(licenses)},\n`
  for (const [key, value] of Object.entries(others)) {
    if (!sections.has(key)) yield `${JSON.stringify(key)}: ${JSON.stringify(value)},\n`
  }
  yield `"categories": ${JSON.stringify(categories)},\n"images": [`
  let separator = '\n'
  for (const image of images) {
    yield separator + JSON.stringify(image)
    separator = ',\n'
  }
  yield '\n],\n"annotations": ['
}

/** What stands before the first object and between the others. */
export const cocoSeparator = (first: boolean): string => (first ? '\n' : ',\n')

/** The end of an instances file. */
export const cocoClosing = '\n]\n}\n'
