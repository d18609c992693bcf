import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instancesFile, type CocoPart } from '../cocoInstances'
import { UsageError } from '../exits'
import { mergeInstances, parseShardInstances, type ShardInstances } from './mergeInstances'

const categories = [
  { id: 1, name: 'cat' },
  { id: 2, name: 'dog' }
]

function part(name: string, count: number): CocoPart {
  const annotation = { segmentation: [[0, 0, 4, 0, 4, 4]], area: 8, iscrowd: 0 as const, score: 0.5 }
  return {
    image: { file_name: name, width: 10, height: 8 },
    annotations: Array.from({ length: count }, (_, i) => {
      return {
        category_id: (i % 2) + 1,
        bbox: [i, 0, 4, 4] as const,
        ...annotation
      }
    })
  }
}

async function written(shard: string, parts: readonly CocoPart[]): Promise<ShardInstances> {
  let text = ''
  for await (const piece of instancesFile('Test', categories, parts)) text += piece
  return parseShardInstances(shard, text)
}

describe('mergeInstances', () => {
  it('gives what one run would have written, whichever shard has which image', async () => {
    const names = ['img2.jpg', 'img10.jpg', 'a/img1.jpg', 'b/img1.jpg']
    const owner = fc.tuple(...names.map(() => fc.integer({ min: 0, max: 2 })))
    await fc.assert(
      fc.asyncProperty(owner, async (owners) => {
        const parts = names.map((name, i) => part(name, i))
        const shards = await Promise.all(
          [0, 1, 2].map((shard) => {
            return written(
              String(shard),
              parts.filter((_, i) => owners[i] === shard)
            )
          })
        )
        const merged = mergeInstances(shards)
        const whole = await written('', parts)
        expect(merged).toEqual({ description: 'Test', categories, parts: whole.parts, conflicts: [] })
      }),
      { numRuns: 30 }
    )
  })

  it('names images that two shards say different things of, and keeps the first', async () => {
    const [a, b] = [
      await written('a', [part('1.jpg', 1), part('2.jpg', 2)]),
      await written('b', [part('1.jpg', 3)])
    ]
    const again = await written('c', [part('2.jpg', 2)])
    const merged = mergeInstances([a, b, again])
    expect(merged.conflicts).toMatchObject([{ shard: 'b', name: '1.jpg' }])
    expect(merged.parts.map(({ annotations }) => annotations.length)).toEqual([1, 2])
  })

  it('refuses categories that do not agree', async () => {
    const a = await written('a', [])
    const other = { ...a, shard: 'b', categories: [{ id: 1, name: 'horse' }] }
    expect(() => mergeInstances([a, other])).toThrow('b: category 1 is "horse", but cat in another shard')
    expect(() => mergeInstances([a, { ...other, categories: [{ id: 3, name: 'cat' }] }])).toThrow(UsageError)
    const more = { ...other, categories: [{ id: 3, name: 'horse' }] }
    expect(mergeInstances([a, more]).categories).toHaveLength(3)
  })

  it('refuses what is no instances file', () => {
    expect(() => parseShardInstances('a', '{"images": [')).toThrow(
      'a: annotations.json is not a COCO instances file'
    )
  })
})
