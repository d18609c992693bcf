import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JsonTextError, readJsonItems, type JsonItem, type JsonLimits } from './jsonItems'

async function read(text: string, cuts: readonly number[] = [], limits?: JsonLimits): Promise<JsonItem[]> {
  const bytes = Buffer.from(text)
  const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  const items: JsonItem[] = []
  const chunks = at.slice(1).map((end, i) => bytes.subarray(at[i], end))
  for await (const item of readJsonItems(chunks, limits)) items.push(item)
  return items
}

type Found = Pick<JsonItem, 'key' | 'index' | 'value'>

const found = ({ key, index, value }: JsonItem): Found => ({ key, index, value })

/** What is expected: lists one by one, others whole. */
function itemsOf(root: Record<string, unknown> | unknown[]): Found[] {
  if (Array.isArray(root)) return root.map((value: unknown, index) => ({ key: null, index, value }))
  return Object.entries(root).flatMap(([key, value]): Found[] =>
    Array.isArray(value)
      ? value.map((element: unknown, index) => ({ key, index, value: element }))
      : [{ key, index: null, value }]
  )
}

const object = fc.dictionary(
  fc.oneof(fc.string(), fc.constantFrom('a"b', '[', '\\', ':')),
  fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue()))
)

describe('readJsonItems', () => {
  it('finds what JSON.parse finds, wherever the text is cut', async () => {
    const root = fc.oneof(object, fc.array(fc.jsonValue()))
    await fc.assert(
      fc.asyncProperty(root, fc.array(fc.nat()), fc.constantFrom(0, 2), async (value, cuts, indent) => {
        const text = JSON.stringify(value, null, indent)
        expect((await read(text, cuts)).map(found)).toEqual(itemsOf(JSON.parse(text) as typeof value))
      }),
      { numRuns: 500 }
    )
  })

  it('says where each item stands', async () => {
    await fc.assert(
      fc.asyncProperty(object, fc.array(fc.nat()), async (value, cuts) => {
        const text = JSON.stringify(value, null, 1)
        const bytes = Buffer.from(text)
        for (const item of await read(text, cuts)) {
          expect(JSON.parse(bytes.toString('utf8', item.start, item.end))).toEqual(item.value)
          expect(item.line).toBe(bytes.toString('utf8', 0, item.start).split('\n').length)
        }
      }),
      { numRuns: 200 }
    )
  })

  it('passes over the mark at the beginning of a file, wherever it is cut', async () => {
    for (const cuts of [[], [1], [2], [1, 2, 3]]) {
      expect((await read('\ufeff{"a":1}', cuts)).map(found)).toEqual([{ key: 'a', index: null, value: 1 }])
    }
  })

  it('takes the words that Python writes for null', async () => {
    const text = '{"a": [[NaN, 1], "NaN \\" Infinity"], "b": -Infinity}'
    expect((await read(text)).map(({ value }) => value)).toEqual([[null, 1], 'NaN " Infinity', null])
  })

  it.each([
    '',
    '{',
    '{}x',
    '{"a":1',
    '{"a":[1,2}',
    '{"a":[1,2}]',
    '{"a":[1,2]]',
    '{"a":}',
    '{"a" 1}',
    '{"a":[1,,2]}',
    '{"a":[1,]}',
    '{"a":1,}',
    '{"a":1,,"b":2}',
    '{"a":[1] 2}',
    '{"a":[1] [2]}',
    '{"a":[1][2]}',
    '{1:2}',
    '{}{}',
    '[1,]',
    '[,1]',
    '[}',
    '1',
    'null',
    ']',
    '{"a":"',
    '{"a":nul}',
    '{"a":{"b":1]}'
  ])('refuses %j', async (text) => {
    await expect(read(text)).rejects.toThrow(JsonTextError)
  })

  it('names the line', async () => {
    await expect(read('{\n"a": [\n{"b": 1},\n{"b": }\n]}')).rejects.toMatchObject({ line: 4 })
    await expect(read('{\n"a": [\n1,\n')).rejects.toMatchObject({ line: 4 })
  })

  it('refuses what is too large or too deep', async () => {
    const limits = { wholeBytes: 1000, depth: 20 }
    await expect(read(`{"a":"${'x'.repeat(2000)}"}`, [], limits)).resolves.toBeDefined()
    await expect(read(`{"a":"${'x'.repeat(2000)}`, [1500], limits)).rejects.toThrow('too large')
    await expect(read('['.repeat(30), [], limits)).rejects.toThrow('too deep')
  })
})
