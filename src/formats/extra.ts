import type { Annotation } from '@shared/schema/annotation'
import type { FormatId } from '@shared/schema/formats'
import type { Extra, Json } from './import/foreign'
import { setOwn } from './import/json'

type Attributes = Annotation['attributes']

/**
 * Unknown fields of an object as attributes, which is where the project keeps them: the format's name before the
 * field's (`coco:keypoints`), the value as JSON.
 */
export function extraAttributes(format: FormatId, extra: Extra): Attributes {
  const attributes: Attributes = {}
  for (const [key, value] of Object.entries(extra)) {
    setOwn(attributes, `${format}:${key}`, JSON.stringify(value))
  }
  return attributes
}

/** The attributes without those of a format's unknown fields, and these as the fields that they were. */
export function takeExtra(
  format: FormatId,
  attributes: Attributes
): { attributes: Attributes; extra: Extra } {
  const prefix = `${format}:`
  const rest: Attributes = {}
  const extra: Record<string, Json> = {}
  for (const [key, value] of Object.entries(attributes)) {
    const field = key.startsWith(prefix) ? parse(value) : undefined
    if (field === undefined) setOwn(rest, key, value)
    else setOwn(extra, key.slice(prefix.length), field)
  }
  return { attributes: rest, extra }
}

/** The value that JSON text says, or undefined for what a person typed and is none. */
function parse(value: string | number | boolean): Json | undefined {
  if (typeof value !== 'string') return undefined
  try {
    return JSON.parse(value) as Json
  } catch {
    return undefined
  }
}
