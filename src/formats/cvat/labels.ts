import { labelSchema } from '@shared/schema/label'
import type { ForeignClass, Json } from '../import/foreign'
import { childOf, textOf, type XmlElement } from '../codecs/xml/element'

/** The labels that a task declares. */
export class CvatLabels {
  private readonly types = new Map<string, ReadonlyMap<string, string>>()

  constructor(readonly classes: readonly ForeignClass[] = []) {
    for (const { name, extra } of classes) {
      const attributes = Array.isArray(extra['attributes']) ? (extra['attributes'] as readonly Json[]) : []
      this.types.set(name, new Map(attributes.flatMap((attribute) => [...typeOf(attribute)])))
    }
  }

  /** The kind of input of each attribute of a label. */
  typesOf(label: string): ReadonlyMap<string, string> {
    return this.types.get(label.trim()) ?? new Map()
  }
}

function* typeOf(attribute: Json): Generator<[string, string]> {
  if (typeof attribute !== 'object' || attribute === null || Array.isArray(attribute)) return
  const { name, input_type: type } = attribute as Readonly<Record<string, Json>>
  if (typeof name === 'string' && typeof type === 'string') yield [name, type]
}

/** Labels stand in the `meta` of a task, a project or a job. */
export function labelsOf(meta: XmlElement): CvatLabels {
  const classes = new Map<string, ForeignClass>()
  const visit = (element: XmlElement): void => {
    if (element.name === 'labels') for (const label of element.children) addLabel(label, classes)
    else for (const child of element.children) visit(child)
  }
  visit(meta)
  return new CvatLabels([...classes.values()])
}

function addLabel(label: XmlElement, classes: Map<string, ForeignClass>): void {
  const name = textOf(label, 'name') ?? ''
  // What has a parent is a part of a skeleton.
  if (label.name !== 'label' || name === '' || classes.has(name) || childOf(label, 'parent')) return
  const color = labelSchema.shape.color.safeParse(textOf(label, 'color')?.toLowerCase()).data ?? null
  const attributes = childOf(label, 'attributes')?.children.map(fieldsOf) ?? []
  classes.set(name, { name, number: null, color, extra: attributes.length > 0 ? { attributes } : {} })
}

const fieldsOf = ({ children }: XmlElement): Json =>
  Object.fromEntries(children.map(({ name, text }) => [name, text]))
