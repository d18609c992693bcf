import {
  cocoAnnotationSchema,
  cocoCategorySchema,
  cocoImageSchema,
  type CocoAnnotation,
  type CocoCategory,
  type CocoImage
} from './coco'
import { readJsonItems } from '../codecs/json/jsonItems'

/** One thing found in a COCO instances file. */
export type CocoItem =
  | { readonly kind: 'image'; readonly image: CocoImage }
  | { readonly kind: 'category'; readonly category: CocoCategory }
  | { readonly kind: 'annotation'; readonly annotation: CocoAnnotation }

/**
 * Reads a COCO instances file of any size, thing by thing in the file's order.
 * @throws SyntaxError for broken JSON, ZodError for a thing that is not as COCO wants it.
 */
export async function* readCoco(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
): AsyncGenerator<CocoItem> {
  for await (const { key, value } of readJsonItems(chunks)) {
    if (key === 'images') yield { kind: 'image', image: cocoImageSchema.parse(value) }
    else if (key === 'categories') yield { kind: 'category', category: cocoCategorySchema.parse(value) }
    else if (key === 'annotations')
      yield { kind: 'annotation', annotation: cocoAnnotationSchema.parse(value) }
  }
}
