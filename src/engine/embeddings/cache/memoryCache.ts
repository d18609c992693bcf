import { LRUCache } from 'lru-cache'
import type { CacheStats } from '../embeddingTypes'
import { embeddingBytes, type Embedding } from './embedding'

/** The embeddings in memory: least recently used ones go first when the limit is reached. */
export class MemoryCache {
  private readonly entries: LRUCache<string, Embedding>

  /** Told of every embedding that left because of the limit. */
  onEvict: (key: string) => void = () => undefined

  constructor(private readonly limitBytes: number) {
    this.entries = new LRUCache({
      // The library wants a positive limit; 1 keeps nothing.
      maxSize: Math.max(1, limitBytes),
      sizeCalculation: ({ tensors }) => embeddingBytes(tensors),
      dispose: (_embedding, key, reason) => {
        if (reason === 'evict') this.onEvict(key)
      }
    })
  }

  get(key: string): Embedding | undefined {
    return this.entries.get(key)
  }

  /** Without counting as a use. */
  has(key: string): boolean {
    return this.entries.has(key)
  }

  set(embedding: Embedding): void {
    this.entries.set(embedding.key, embedding)
  }

  delete(key: string): void {
    this.entries.delete(key)
  }

  get stats(): CacheStats {
    return { entries: this.entries.size, bytes: this.entries.calculatedSize, limitBytes: this.limitBytes }
  }
}
