import { expect, it } from 'vitest'
import type { Embedding } from './embedding'
import { MemoryCache } from './memoryCache'

function embedding(key: string): Embedding {
  const data = new Float32Array(new SharedArrayBuffer(400))
  return { key, width: 1, height: 1, tensors: { image_embeddings: { data, dims: [100] } } }
}

it('keeps the most recently used within its bytes', () => {
  const cache = new MemoryCache(1000)
  const evicted: string[] = []
  cache.onEvict = (key) => evicted.push(key)
  cache.set(embedding('a'))
  cache.set(embedding('b'))
  cache.get('a')
  cache.set(embedding('c'))
  expect(evicted).toEqual(['b'])
  expect(cache.has('a')).toBe(true)
  expect(cache.stats).toEqual({ entries: 2, bytes: 800, limitBytes: 1000 })
  cache.delete('a')
  expect(evicted).toEqual(['b'])
})

it('keeps nothing with a limit of 0', () => {
  const cache = new MemoryCache(0)
  cache.set(embedding('a'))
  expect(cache.get('a')).toBeUndefined()
})
