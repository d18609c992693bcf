import type { XmlEvent, XmlLimits, XmlOpen } from './xmlParser'
import { readXml } from './readXml'

/** An element of a small XML text, with all that is in it. */
export interface XmlElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly line: number
  readonly children: readonly XmlElement[]
  /** Its own text, without space around it. */
  readonly text: string
}

/** Builds an element from its events; used for small texts, and for one part at a time of large ones. */
export class ElementBuilder {
  private readonly open: { start: XmlOpen; children: XmlElement[]; text: string }[] = []

  /** Gives the element that is complete with this event. */
  take(event: XmlEvent): XmlElement | undefined {
    if (event.kind === 'open') {
      this.open.push({ start: event, children: [], text: '' })
      return undefined
    }
    const last = this.open.at(-1)
    if (!last) return undefined
    if (event.kind === 'text') {
      last.text += event.text
      return undefined
    }
    this.open.pop()
    const { start, children, text } = last
    const { name, attributes, line } = start
    const element = { name, attributes, line, children, text: text.trim() }
    this.open.at(-1)?.children.push(element)
    return this.open.length === 0 ? element : undefined
  }
}

/** A whole XML text that is small enough to be held. @throws XmlTextError */
export async function parseXml(bytes: Uint8Array, limits: XmlLimits): Promise<XmlElement> {
  const builder = new ElementBuilder()
  let root: XmlElement | undefined
  for await (const events of readXml([bytes], limits)) {
    for (const event of events) root ??= builder.take(event)
  }
  if (!root) throw new Error('An XML text without a root was taken for complete')
  return root
}

/** The first child of that name. */
export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name)
}

/** The text of the first child of that name. */
export function textOf(element: XmlElement | undefined, name: string): string | undefined {
  return element && childOf(element, name)?.text
}
