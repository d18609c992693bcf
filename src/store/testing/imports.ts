import type { Annotation } from '@shared/schema/annotation'
import type { ImageId } from '@shared/schema/ids'
import { labelSchema, type Label } from '@shared/schema/label'
import type { ImportedImage, ImportRequest } from '../imports/importTypes'
import { box } from './records'

/** A class for an import to make. */
export function label(id: number, name = `class ${id}`): Label {
  return labelSchema.parse({ id, name, color: '#123456' })
}

/** Boxes of a class, with ids that begin with a text. */
export function boxes(prefix: string, count: number, labelId = 1): Annotation[] {
  return Array.from({ length: count }, (_, i) => ({
    ...box(`${prefix}-${i}`, { source: 'import' }),
    labelId: label(labelId).id
  }))
}

/** An import of these images; `between` is called before each. */
export function importOf(
  images: readonly (readonly [ImageId, readonly Annotation[]])[],
  fields: Partial<ImportRequest> = {},
  between: (index: number) => void = () => undefined
): ImportRequest {
  async function* each(): AsyncGenerator<ImportedImage> {
    for (const [i, [image, objects]] of images.entries()) {
      between(i)
      yield await Promise.resolve({ image, objects, extra: null })
    }
  }
  return {
    format: 'coco',
    labels: [],
    labelExtras: new Map(),
    extra: null,
    onExisting: 'add',
    images: each(),
    signal: new AbortController().signal,
    ...fields
  }
}
