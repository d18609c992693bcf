import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EngineEvent, PredictParams } from './protocol'
import type { ImageRef } from '../embeddings/embeddingTypes'
import type { Prompt } from '../prompt/promptTypes'
import { EngineService } from './service'
import { realPorts } from '../testing/realPorts'
import { modelDir, samplePath } from '../../imaging/testing/samples'

let folder: string
let service: EngineService
const events: EngineEvent[] = []

beforeAll(async () => {
  process.env.MASKWRIGHT_TEST = '1'
  folder = await mkdtemp(join(tmpdir(), 'engine-'))
  service = new EngineService({
    ...(await realPorts()),
    emit: (event) => events.push(event),
    aheadQuietMs: 50
  })
  const MiB = 2 ** 20
  const limits = { cacheLimitBytes: 100 * MiB, memoryLimitBytes: 9 * MiB, threads: 0, pixelLimit: 1e8 }
  const description = await service.call('init', { modelDir, cacheDir: join(folder, 'cache'), ...limits })
  expect(description).toMatchObject({ modelId: 'mobile-sam', device: 'cpu' })
})

afterAll(async () => {
  await service.call('shutdown', undefined)
  await rm(folder, { recursive: true })
})

const image = (name: string): ImageRef => ({ imageKey: name, path: samplePath(name) })
const click = (x: number, y: number): Prompt => ({ points: [{ x, y, label: 1 }] })
const request = (name: string, prompt: Prompt, stream = 'click'): PredictParams => {
  return { ...image(name), prompt, stream }
}
const eventOf = <N extends EngineEvent['name']>(name: N): Extract<EngineEvent, { name: N }>[] => {
  return events.filter((event): event is Extract<EngineEvent, { name: N }> => event.name === name)
}

describe('the engine over real worker threads', () => {
  it('opens an image and answers prompts, candidates and refinements', async () => {
    const opened = await service.call('openImage', image('nagasaki-boats'))
    expect(opened).toMatchObject({ width: 1024, height: 819, source: 'encoded' })
    const first = await service.call('predict', request('nagasaki-boats', click(588.5, 86.5)))
    expect(first.selected).toBe(2)
    expect(first.scores[2]).toBeCloseTo(1.006, 3)
    expect(first.mask.area).toBeGreaterThan(10_000)
    const other = await service.call('candidate', { resultId: first.resultId, index: 3 })
    expect(other.area).not.toBe(first.mask.area)
    const refining: Prompt = {
      points: [...click(588.5, 86.5).points, { x: 100, y: 100, label: 0 }],
      previous: { resultId: first.resultId, index: 2 }
    }
    const refined = await service.call('predict', request('nagasaki-boats', refining))
    expect(refined.refined).toBe(true)
    expect(refined.selected).toBe(0)
    expect(await service.call('openImage', image('nagasaki-boats'))).toMatchObject({ source: 'memory' })
  })

  it('encodes on the way to a prompt, and an unknown mask to refine is left out', async () => {
    const prompt = { ...click(400, 300), previous: { resultId: 'of an earlier run', index: 1 } }
    const result = await service.call('predict', request('groceries', prompt))
    expect(result).toMatchObject({ width: 800, height: 534, refined: false })
  })

  it('supersedes waiting prompts of the same stream only', async () => {
    const asked = [
      service.call('predict', request('groceries', click(100, 100), 'hover')),
      service.call('predict', request('groceries', click(110, 100), 'hover')),
      service.call('predict', request('groceries', click(120, 100), 'click')),
      service.call('predict', request('groceries', click(130, 100), 'hover'))
    ]
    const outcomes = await Promise.allSettled(asked)
    const kinds = outcomes.map((outcome) => {
      return outcome.status === 'fulfilled' ? 'done' : (outcome.reason as { kind: string }).kind
    })
    expect(kinds).toEqual(['superseded', 'superseded', 'done', 'done'])
  })

  it('cancels a prompt', async () => {
    const abort = new AbortController()
    const asked = service.call('predict', request('groceries', click(100, 100)), { signal: abort.signal })
    const answer = expect(asked).rejects.toMatchObject({ kind: 'cancelled' })
    await Promise.resolve()
    abort.abort()
    await answer
  })

  it('encodes ahead while quiet and reports the states', async () => {
    const copy = { imageKey: 'copy', path: join(folder, 'copy.jpg') }
    await copyFile(samplePath('march-pastoral'), copy.path)
    const images = [image('nagasaki-boats'), copy, { imageKey: 'gone', path: join(folder, 'gone.jpg') }]
    await service.call('setAhead', { images })
    await expect.poll(() => eventOf('ahead').at(-1), { timeout: 20_000 }).toMatchObject({ done: 3, total: 3 })
    expect(await service.call('embeddingStates', { images })).toEqual({
      'nagasaki-boats': 'disk',
      copy: 'memory',
      gone: 'failed'
    })
    // The same picture under another name is the same content.
    expect(await service.call('openImage', image('march-pastoral'))).toMatchObject({ source: 'memory' })
    expect(eventOf('embedding').at(-1)).toMatchObject({ imageKey: 'march-pastoral', state: 'memory' })
    expect(await service.call('openImage', image('nagasaki-boats'))).toMatchObject({ source: 'disk' })
  })

  it('names what is wrong with an image', async () => {
    const missing = service.call('openImage', { imageKey: 'x', path: join(folder, 'missing.jpg') })
    await expect(missing).rejects.toMatchObject({ kind: 'image-missing' })
    const text = service.call('openImage', { imageKey: 'y', path: import.meta.filename })
    await expect(text).rejects.toMatchObject({ kind: 'image-unreadable', params: { reason: 'not-an-image' } })
  })

  it('tells which worker is busy and answers a ping meanwhile', async () => {
    // Behind whatever the decoder makes ready for the image that was opened last.
    await service.call('predict', request('groceries', click(400, 300)))
    const hang = service.call('debugHang', { target: 'decoder', ms: 300 })
    const ping = await service.call('ping', undefined)
    expect(ping.uptime_ms).toBeGreaterThan(0)
    const { encoder, decoder } = await service.call('workerPing', undefined)
    expect(encoder.state).toBe('idle')
    expect(decoder).toMatchObject({ state: 'busy', job: 'hang' })
    await hang
  })

  it('survives the death of a worker', async () => {
    const crash = service.call('debugCrash', { target: 'decoder' })
    await expect(crash).rejects.toMatchObject({ kind: 'internal' })
    const result = await service.call('predict', request('groceries', click(400, 300)))
    expect(result.mask.area).toBeGreaterThan(0)
    expect(eventOf('warning').at(-1)?.warning.code).toBe('worker-restarted')
    expect((await service.call('workerPing', undefined)).decoder.restarts).toBe(1)
  })

  it('tests itself and counts', async () => {
    const result = await service.call('selfTest', { path: samplePath('groceries') })
    expect(result.area).toBeGreaterThan(0)
    expect(result.score).toBeGreaterThan(0.5)
    const stats = await service.call('stats', undefined)
    expect(stats.memoryCache.entries).toBe(2)
    expect(stats.diskCache.entries).toBeGreaterThanOrEqual(3)
    expect(stats.timings.predict_ms).toBeGreaterThan(0)
  })
})
