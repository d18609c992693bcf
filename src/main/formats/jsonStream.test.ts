import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJsonObject, type JsonItem } from './jsonStream'

async function read(text: string, cuts: readonly number[] = []): Promise<JsonItem[]> {
  const at = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length]
  const items: JsonItem[] = []
  const chunks = at.slice(1).map((end, i) => text.slice(at[i], end))
  for await (const item of readJsonObject(chunks)) items.push(item)
  return items
}

/** What is expected: members that are lists one by one, others whole. */
function itemsOf(object: Record<string, unknown>): JsonItem[] {
  return Object.entries(object).flatMap(([key, value]) =>
    Array.isArray(value) ? value.map((element: unknown) => ({ key, value: element })) : [{ key, value }]
  )
}

describe('readJsonObject', () => {
  it('finds what JSON.parse finds, wherever the text is cut', async () => {
    const value = fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom('a"b', '[', '\\', ':')),
      fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue()))
    )
    await fc.assert(
      fc.asyncProperty(value, fc.array(fc.nat()), fc.constantFrom(0, 2), async (object, cuts, indent) => {
        const text = JSON.stringify(object, null, indent)
        expect(await read(text, cuts)).toEqual(itemsOf(JSON.parse(text) as Record<string, unknown>))
      }),
      { numRuns: 500 }
    )
  })

  it.each([
    '',
    '[]',
    '{',
    '{}x',
    '{"a":1',
    '{"a":[1,2}',
    '{"a":}',
    '{"a" 1}',
    '{"a":[1,,2]}',
    '{}{}',
    '1',
    '{"a":"'
  ])('refuses %j', async (text) => {
    await expect(read(text)).rejects.toThrow(SyntaxError)
  })
})
