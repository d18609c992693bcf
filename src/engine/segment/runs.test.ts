import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { EverythingNews, EverythingStartParams } from '../process/protocol'
import { EngineService } from '../process/service'
import { modelDir, samplePath } from '../../imaging/testing/samples'
import { realPorts } from '../testing/realPorts'

let folder: string
let service: EngineService

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'everything-'))
  service = new EngineService({ ...(await realPorts()), emit: () => undefined })
  const limits = { cacheLimitBytes: 0, memoryLimitBytes: 2 ** 25, threads: 0, pixelLimit: 1e8 }
  await service.call('init', { modelDir, cacheDir: join(folder, 'cache'), ...limits })
}, 120_000)

afterAll(async () => {
  await service.call('shutdown', undefined)
  await rm(folder, { recursive: true })
})

const image = { imageKey: 'boats', path: samplePath('nagasaki-boats') }

/** A run on its way. */
function begin(params: EverythingStartParams['params'], path = image.path) {
  const news: EverythingNews[] = []
  const abort = new AbortController()
  const deliver = (each: EverythingNews): Promise<void> => {
    news.push(each)
    return Promise.resolve()
  }
  const start = { ...image, path, params, strategy: 'fast' } as const
  const done = service.call('everything', start, { signal: abort.signal, deliver })
  done.catch(() => undefined)
  return { news, abort, done }
}

describe('whole-image segmentation over the engine’s service', { timeout: 300_000 }, () => {
  it('delivers what it finds and ends with the official order', async () => {
    const { news, done } = begin({ pointsPerSide: 6 })
    const last = await done
    expect(last.total).toBe(36)
    expect(last.decodes + last.skipped).toBe(36)
    const shown = new Set<string>()
    for (const { added, removed } of [...news, last]) {
      for (const id of removed) shown.delete(id)
      for (const { id } of added) shown.add(id)
    }
    expect([...shown].sort()).toEqual(last.order.toSorted())
    expect(shown.size).toBeGreaterThan(3)
    expect(last.timings.worker.masked).toBeGreaterThan(0)
  })

  it('sends nothing more while the caller has not processed what came', async () => {
    const news: EverythingNews[] = []
    let process = (): void => undefined
    const start = { ...image, params: { pointsPerSide: 8 }, strategy: 'fast' } as const
    const deliver = (each: EverythingNews): Promise<void> => {
      news.push(each)
      return new Promise((resolve) => {
        process = resolve
      })
    }
    const done = service.call('everything', start, { deliver })
    await vi.waitFor(() => expect(news).toHaveLength(1), { timeout: 60_000 })
    // The run itself goes on meanwhile: another one, which waits for it, is not needed to see its end.
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(news).toHaveLength(1)
    const rest = setInterval(() => process(), 5)
    const last = await done.finally(() => clearInterval(rest))
    expect(last.decodes + last.skipped).toBe(64)
  })

  it('refuses settings that cannot be used, by name', async () => {
    const { news, done } = begin({ pointsPerSide: 0 })
    await expect(done).rejects.toMatchObject({ kind: 'bad-prompt' })
    await expect(done).rejects.toThrow('pointsPerSide is 0')
    expect(news).toEqual([])
  })

  it('tells of an image that cannot be read', async () => {
    const { done } = begin({}, join(folder, 'gone.jpg'))
    await expect(done).rejects.toMatchObject({ kind: 'image-missing' })
  })

  it('makes way for prompts, and stops when it is cancelled', async () => {
    const long = begin({})
    const waiting = begin({})
    await vi.waitFor(() => expect(long.news.length).toBeGreaterThan(0), { timeout: 60_000 })
    const prompt = { points: [{ x: 588, y: 86, label: 1 as const }] }
    const answer = await service.call('predict', { ...image, prompt, stream: 'click' })
    expect(answer.mask.area).toBeGreaterThan(1000)
    // Two decodes may have been under way; no other begins for a moment after the answer.
    const before = long.news.at(-1)?.decodes ?? 0
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect((long.news.at(-1)?.decodes ?? 0) - before).toBeLessThan(8)

    waiting.abort.abort()
    long.abort.abort()
    await expect(long.done).rejects.toMatchObject({ kind: 'cancelled' })
    await expect(waiting.done).rejects.toMatchObject({ kind: 'cancelled' })
    expect(waiting.news).toEqual([])
  })

  it('segments again afterwards', async () => {
    const { done } = begin({ pointsPerSide: 3 })
    expect((await done).total).toBe(9)
  })
})
