import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { EngineEvent, EverythingEvent, EverythingStartParams } from '../protocol'
import { EngineService } from '../service'
import { modelDir, samplePath } from '../testing/samples'
import { realPorts } from '../testing/realPorts'

let folder: string
let service: EngineService
const events: EverythingEvent[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'everything-'))
  const emit = (event: EngineEvent): void => {
    if (event.name === 'everything') events.push(event)
  }
  service = new EngineService({ ...(await realPorts()), emit })
  const limits = { cacheLimitBytes: 0, memoryLimitBytes: 2 ** 25, threads: 0, pixelLimit: 1e8 }
  await service.call('init', { modelDir, cacheDir: join(folder, 'cache'), ...limits })
}, 120_000)

afterAll(async () => {
  await service.call('shutdown', undefined)
  await rm(folder, { recursive: true })
})

const image = { imageKey: 'boats', path: samplePath('nagasaki-boats') }
const run = (runId: string, params: EverythingStartParams['params']): EverythingStartParams => {
  return { runId, ...image, params, strategy: 'fast' }
}
const eventsOf = (runId: string): EverythingEvent[] => events.filter((event) => event.runId === runId)
const end = (runId: string): Promise<EverythingEvent> => {
  return vi.waitFor(
    () => {
      const last = eventsOf(runId).at(-1)
      if (!last?.done) throw new Error(`The run ${runId} goes on`)
      return last
    },
    { timeout: 120_000, interval: 20 }
  )
}

describe('whole-image segmentation over the engine’s service', { timeout: 300_000 }, () => {
  it('reports what it finds and ends with the official order', async () => {
    expect(await service.call('everythingStart', run('first', { pointsPerSide: 6 }))).toEqual({ total: 36 })
    const last = await end('first')
    expect(last).toMatchObject({ imageKey: 'boats', total: 36 })
    expect(last.error).toBeUndefined()
    expect(last.decodes + last.skipped).toBe(36)
    const shown = new Set<string>()
    for (const { added, removed } of eventsOf('first')) {
      for (const id of removed) shown.delete(id)
      for (const { id } of added) shown.add(id)
    }
    expect([...shown].sort()).toEqual(last.order?.toSorted())
    expect(shown.size).toBeGreaterThan(3)
    expect(last.timings?.worker.masked).toBeGreaterThan(0)
  })

  it('refuses settings that cannot be used, by name', async () => {
    const wrong = service.call('everythingStart', run('wrong', { pointsPerSide: 0 }))
    await expect(wrong).rejects.toMatchObject({ kind: 'bad-prompt' })
    await expect(wrong).rejects.toThrow('pointsPerSide is 0')
    expect(eventsOf('wrong')).toEqual([])
  })

  it('tells of an image that cannot be read', async () => {
    await service.call('everythingStart', { ...run('gone', {}), path: join(folder, 'gone.jpg') })
    expect(await end('gone')).toMatchObject({ done: true, error: { kind: 'image-missing' } })
  })

  it('makes way for prompts, and stops when it is cancelled', async () => {
    await service.call('everythingStart', run('long', {}))
    await service.call('everythingStart', run('waiting', {}))
    await vi.waitFor(() => expect(eventsOf('long').length).toBeGreaterThan(0), { timeout: 60_000 })
    const prompt = { points: [{ x: 588, y: 86, label: 1 as const }] }
    const answer = await service.call('predict', { requestId: 'p', ...image, prompt, stream: 'click' })
    expect(answer.mask.area).toBeGreaterThan(1000)
    // Two decodes may have been under way; no other begins for a moment after the answer.
    const before = eventsOf('long').at(-1)?.decodes ?? 0
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect((eventsOf('long').at(-1)?.decodes ?? 0) - before).toBeLessThan(8)

    expect(await service.call('everythingCancel', { runId: 'waiting' })).toEqual({ found: true })
    expect(await service.call('everythingCancel', { runId: 'long' })).toEqual({ found: true })
    expect(await end('long')).toMatchObject({ error: { kind: 'cancelled' } })
    expect(await end('waiting')).toMatchObject({ error: { kind: 'cancelled' } })
    expect(await service.call('everythingCancel', { runId: 'long' })).toEqual({ found: false })
  })

  it('segments again afterwards', async () => {
    await service.call('everythingStart', run('again', { pointsPerSide: 3 }))
    expect((await end('again')).error).toBeUndefined()
  })
})
