import { describe, expect, it } from 'vitest'
import { Prefetcher } from './prefetcher'
import type { ImageRef } from './embeddingTypes'

const images = (...keys: string[]): ImageRef[] => keys.map((imageKey) => ({ imageKey, path: `/${imageKey}` }))

function harness(options: { ready?: string[]; failing?: string[] } = {}): {
  ahead: Prefetcher
  encoded: string[]
  progress: string[]
  allow: (may: boolean) => void
} {
  const encoded: string[] = []
  const progress: string[] = []
  let may = true
  const ahead = new Prefetcher({
    mayRun: () => may,
    isReady: ({ imageKey }) => Promise.resolve(options.ready?.includes(imageKey) ?? false),
    encode: ({ imageKey }) => {
      encoded.push(imageKey)
      return options.failing?.includes(imageKey) ? Promise.reject(new Error('no')) : Promise.resolve()
    },
    onProgress: (done, total) => progress.push(`${done}/${total}`)
  })
  const allow = (now: boolean): void => {
    may = now
  }
  return { ahead, encoded, progress, allow }
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))

describe('EncodeAhead', () => {
  it('works through the list, past images that are ready or fail', async () => {
    const { ahead, encoded, progress } = harness({ ready: ['b'], failing: ['a'] })
    ahead.setImages(images('a', 'b', 'c'))
    await settled()
    expect(encoded).toEqual(['a', 'c'])
    expect(progress).toEqual(['0/3', '1/3', '2/3', '3/3'])
  })

  it('pauses while it may not run, and goes on when poked', async () => {
    const { ahead, encoded, allow } = harness()
    allow(false)
    ahead.setImages(images('a', 'b'))
    await settled()
    expect(encoded).toEqual([])
    allow(true)
    ahead.resume()
    await settled()
    expect(encoded).toEqual(['a', 'b'])
  })

  it('counts what needs no work even while it may not run', async () => {
    const { ahead, encoded, progress, allow } = harness({ ready: ['a', 'b'] })
    allow(false)
    ahead.setImages(images('a', 'b', 'c'))
    await settled()
    expect(encoded).toEqual([])
    expect(progress.at(-1)).toBe('2/3')
  })

  it('takes up a new list at its beginning', async () => {
    const { ahead, encoded, progress } = harness()
    ahead.setImages(images('a', 'b', 'c'))
    ahead.setImages(images('d'))
    await settled()
    expect(encoded).toContain('d')
    expect(encoded).not.toContain('c')
    expect(progress.at(-1)).toBe('1/1')
  })
})
