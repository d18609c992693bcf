import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseXml } from './element'
import { escapeXml } from './escape'
import { readXml } from './readXml'
import { XmlTextError, type XmlEvent, type XmlLimits } from './xmlParser'

const wide: XmlLimits = { wholeBytes: 1 << 20, depth: 50 }

async function read(
  text: string | Uint8Array,
  cuts: readonly number[] = [],
  limits = wide
): Promise<XmlEvent[]> {
  const bytes = Buffer.from(text)
  const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  const chunks = at.slice(1).map((end, i) => bytes.subarray(at[i], end))
  const events: XmlEvent[] = []
  for await (const found of readXml(chunks, limits)) events.push(...found)
  return events
}

const brief = (events: readonly XmlEvent[]): string =>
  events
    .map((event) =>
      event.kind === 'text' ? event.text : event.kind === 'open' ? `(${event.name} ` : `${event.name})`
    )
    .join('')

async function errorOf(text: string | Uint8Array, limits = wide): Promise<XmlTextError> {
  const error: unknown = await read(text, [], limits).catch((thrown: unknown) => thrown)
  if (!(error instanceof XmlTextError)) throw new Error(`Not refused: ${String(text)}`)
  return error
}

describe('readXml', () => {
  it('reads tags, attributes, text, comments and CDATA, wherever it is cut', async () => {
    const text = `\ufeff<?xml version="1.0" encoding="utf-8"?>\n<!-- <a> -->
<a b="1 &gt; 0" c='"'><d e="x>y"/>ü &amp; &#x1F600;<![CDATA[<&]]]]></a >\n`
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { maxLength: 20 }), async (cuts) => {
        const events = await read(text, cuts)
        expect(brief(events)).toBe('(a (d d)ü & 😀<&]]a)')
        const [a, d] = events.filter((event) => event.kind === 'open')
        expect([...(a?.attributes ?? [])]).toEqual([
          ['b', '1 > 0'],
          ['c', '"']
        ])
        expect(a?.line).toBe(3)
        expect(d?.attributes.get('e')).toBe('x>y')
      })
    )
  })

  it('gives back what was escaped', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
        const root = await parseXml(Buffer.from(`<a b="${escapeXml(text)}">x${escapeXml(text)}x</a>`), wide)
        const sayable = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
        expect(root.attributes.get('b')).toBe(sayable)
        expect(root.text).toBe(`x${sayable}x`)
      })
    )
  })

  it('reads the encoding that is declared', async () => {
    const latin = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>\xe9</a>', 'latin1')
    expect(brief(await read(latin))).toBe('(a éa)')
    expect(brief(await read(Buffer.from('\ufeff<a>é</a>', 'utf16le')))).toBe('(a éa)')
    expect((await errorOf(Buffer.from('<a>\xe9</a>', 'latin1'))).message).toMatch('utf-8')
    expect((await errorOf('<?xml version="1.0" encoding="klingon"?><a/>')).message).toMatch('klingon')
  })

  it('refuses document types and entities', async () => {
    const bombs = [
      '<!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>',
      '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
      '<a><!ENTITY x "y"></a>',
      '<a>&nbsp;</a>',
      '<a>&__proto__;</a>',
      '<a>&#0;</a>',
      '<a>&#xD800;</a>',
      '<a>& b</a>',
      '<a b="&c"/>'
    ]
    for (const bomb of bombs) expect((await errorOf(bomb)).message).toMatch(/refused/)
  })

  it('says in which line it is wrong', async () => {
    const wrong = {
      '<a>\n<b>\n</a>': 3,
      '<a>\n': 2,
      '': 1,
      text: 1,
      '<a/>\n<b/>': 2,
      '<a/>x': 1,
      '<a b=1/>': 1,
      '<a b="1" b="2"/>': 1,
      '<a b="1"c="2"/>': 1,
      '<a\n<b/>': 1,
      '<1/>': 1,
      '<a b="<"/>': 1
    }
    for (const [text, line] of Object.entries(wrong))
      expect([text, (await errorOf(text)).line]).toEqual([text, line])
  })

  it('keeps to its limits', async () => {
    expect((await errorOf('<a>'.repeat(51))).message).toMatch('deep')
    const small = { ...wide, wholeBytes: 100 }
    expect((await errorOf(`<a b="${'x'.repeat(200)}`, small)).message).toMatch('large')
  })
})
