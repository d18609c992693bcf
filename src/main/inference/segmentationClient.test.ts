import { describe, expect, it } from 'vitest'
import type { Proposal } from '@shared/segment/proposal'
import { EngineError } from '@shared/engineError'
import { ProblemError } from '@shared/schema/problem'
import { EngineHost } from './engineHost'
import { segmentEverything, type SegmentationUpdate } from './segmentationClient'
import { fakeEngine, paramsOf, type FakeRequest } from './testing/fakeEngine'

const ref = { imageKey: 'a', path: '/a.jpg' }
const counts = { decodes: 1, skipped: 0, total: 4 }
const nothing = { added: [], removed: [], ...counts }
const proposalOf = (id: string): Proposal => ({
  id,
  rle: { width: 1, height: 1, counts: Uint32Array.of(0, 1) },
  bbox: { x: 0, y: 0, width: 1, height: 1 },
  area: 1,
  predictedIou: 1,
  stability: 1,
  point: { x: 0, y: 0 },
  cropBox: { x: 0, y: 0, width: 1, height: 1 }
})

/** Runs over a host whose engine the test answers for. */
function setUp() {
  const engine = fakeEngine()
  const limits = { cacheLimitBytes: 0, memoryLimitBytes: 0, threads: 1, pixelLimit: 1 }
  const host = new EngineHost(engine.start, () => ({ modelDir: '', cacheDir: '', ...limits }), {
    event: () => undefined,
    state: () => undefined
  })
  const news: SegmentationUpdate[] = []
  const abort = new AbortController()
  const run = (onNews = (each: SegmentationUpdate): void => void news.push(each)): Promise<void> => {
    return segmentEverything(host.call, ref, { params: {}, strategy: 'fast' }, abort.signal, onNews)
  }
  /** The latest request, once the latest process has it. */
  const request = async (number = 1): Promise<FakeRequest> => {
    await expect.poll(() => engine.latest().requests.length).toBe(number)
    const latest = engine.latest().requests.at(-1)
    if (!latest) throw new Error('nothing was asked')
    return latest
  }
  return { ...engine, host, news, abort, run, request }
}

const ids = (news: SegmentationUpdate[]): (readonly string[])[][] =>
  news.map(({ added, removed }) => [added.map(({ id }) => id), removed])

describe('segmentEverything', () => {
  it('passes on what a run brings, and ends with it', async () => {
    const { news, run, request } = setUp()
    const done = run()
    const { news: send, resolve } = await request()
    send({ ...nothing, added: [proposalOf('a'), proposalOf('b')] })
    resolve({ ...nothing, added: [proposalOf('c')], removed: ['a'], order: ['b', 'c'], timings: {} })
    await done
    expect(ids(news)).toEqual([
      [['a', 'b'], []],
      [['c'], ['a']]
    ])
    expect(news.map(({ done }) => done)).toEqual([false, true])
  })

  it('begins anew after a crash: nothing comes twice, and what does not come again is taken back', async () => {
    const { news, run, request, latest, processes } = setUp()
    const done = run()
    const { news: send } = await request()
    send({ ...nothing, added: [proposalOf('a'), proposalOf('b')] })
    await expect.poll(() => news.length).toBe(1)
    latest().exit(139)
    await expect.poll(() => processes.length).toBe(2)
    const { resolve } = await request()
    resolve({ ...nothing, added: [proposalOf('b'), proposalOf('c')], order: ['b', 'c'], timings: {} })
    await done
    expect(ids(news).at(-1)).toEqual([['c'], ['a']])
  })

  it('fails after the second crash, but not because the user started the engine anew', async () => {
    const { host, run, request, latest, processes } = setUp()
    const failed = expect(run()).rejects.toMatchObject({ kind: 'engine-crashed' })
    const ends = [() => host.restart(), () => latest().exit(139)]
    for (const [i, end] of [...ends, ...ends].entries()) {
      await request()
      end()
      await expect.poll(() => processes.length).toBe(i + 2)
    }
    await failed
  })

  it('begins anew when its image was passed over', async () => {
    const { run, request, latest } = setUp()
    const done = run()
    const { reject } = await request()
    reject(new EngineError('superseded', 'Other images were opened'))
    const { resolve } = await request(2)
    resolve({ ...nothing, order: [], timings: {} })
    await done
    expect(paramsOf(latest(), 'everything')).toHaveLength(2)
  })

  it('fails with what the engine says', async () => {
    const { run, request } = setUp()
    const failed = expect(run()).rejects.toMatchObject({ kind: 'image-missing', params: { file: 'a.jpg' } })
    const { reject } = await request()
    reject(new EngineError('image-missing', 'gone', { file: '/x/a.jpg' }))
    await failed
  })

  it('ends at once when it is aborted, and tells the engine', async () => {
    const { news, abort, run, request } = setUp()
    const stopped = new ProblemError('cancelled', 'Enough', {})
    const failed = expect(run()).rejects.toBe(stopped)
    const { signal, news: send } = await request()
    abort.abort(stopped)
    await failed
    await expect.poll(() => signal.aborted).toBe(true)
    expect(signal.reason).toMatchObject({ kind: 'cancelled', message: 'Enough' })
    send({ ...nothing, added: [proposalOf('late')] })
    await new Promise((resolve) => setImmediate(resolve))
    expect(news).toEqual([])
    await expect(run()).rejects.toBe(stopped)
  })

  it('ends when what it brings cannot be kept', async () => {
    const { run, request } = setUp()
    const full = new ProblemError('disk-full', 'Full', { file: 'project.db' })
    const failed = expect(
      run(() => {
        throw full
      })
    ).rejects.toBe(full)
    const { signal, news: send } = await request()
    send({ ...nothing, added: [proposalOf('a')] })
    await failed
    await expect.poll(() => signal.aborted).toBe(true)
  })

  it('is not repeated for a caller who gave up because of another run', async () => {
    const { abort, latest, run, request } = setUp()
    const done = run()
    await request()
    abort.abort(new ProblemError('superseded', 'Another run began', {}))
    await expect(done).rejects.toMatchObject({ kind: 'superseded' })
    await new Promise((resolve) => setTimeout(resolve))
    expect(latest().requests).toHaveLength(1)
  })
})
