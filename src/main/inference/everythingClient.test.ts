import { describe, expect, it } from 'vitest'
import type { Proposal } from '@shared/everything/proposal'
import type { ImageId } from '@shared/schema/ids'
import { problem, ProblemError } from '@shared/schema/problem'
import type { EngineParams, EverythingEvent } from './engine/protocol'
import { EverythingClient, type CallEngine, type EverythingNews } from './everythingClient'

const image = 1 as ImageId
const crash = problem('engine-crashed', 'It crashed', { reason: 'test' })
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

/** A client whose engine the test answers for. */
function setUp() {
  const started: EngineParams<'everythingStart'>[] = []
  const cancelled: string[] = []
  const call = ((method: string, params: { runId: string }) => {
    if (method === 'everythingStart') started.push(params as EngineParams<'everythingStart'>)
    else cancelled.push(params.runId)
    return Promise.resolve({ total: 4, found: true })
  }) as unknown as CallEngine
  const client = new EverythingClient(call, () => Promise.resolve({ imageKey: 'a', path: '/a.jpg' }))
  const news: EverythingNews[] = []
  const abort = new AbortController()
  const run = (onNews = (each: EverythingNews): void => void news.push(each)): Promise<void> => {
    return client.run({ image, params: {}, strategy: 'fast' }, abort.signal, onNews)
  }
  const say = (fields: Partial<EverythingEvent>): void => {
    const runId = started.at(-1)?.runId ?? ''
    const counts = { decodes: 1, skipped: 0, total: 4 }
    const event = { imageKey: 'a', added: [], removed: [], done: false, ...counts, ...fields }
    client.onEvent({ name: 'everything', runId, ...event })
  }
  const accepted = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  return { client, started, cancelled, news, abort, run, say, accepted }
}

describe('EverythingClient', () => {
  it('passes on what a run brings, and ends with it', async () => {
    const { client, news, run, say, accepted } = setUp()
    const done = run()
    await accepted()
    expect(client.busy).toBe(true)
    say({ added: [proposalOf('a'), proposalOf('b')] })
    say({ added: [proposalOf('c')], removed: ['a'], done: true, order: ['b', 'c'] })
    await done
    expect(news.map(({ added, removed }) => [added.map(({ id }) => id), removed])).toEqual([
      [['a', 'b'], []],
      [['c'], ['a']]
    ])
    expect(client.busy).toBe(false)
  })

  it('begins anew after a crash: nothing comes twice, and what does not come again is taken back', async () => {
    const { client, started, news, run, say, accepted } = setUp()
    const done = run()
    await accepted()
    say({ added: [proposalOf('a'), proposalOf('b')] })
    client.onRestart(crash)
    await accepted()
    expect(started).toHaveLength(2)
    expect(started[1]?.runId).not.toBe(started[0]?.runId)
    say({ added: [proposalOf('b'), proposalOf('c')], done: true, order: ['b', 'c'] })
    await done
    expect(news.at(-1)).toMatchObject({ added: [{ id: 'c' }], removed: ['a'] })
  })

  it('fails after the second crash, but not because the user started the engine anew', async () => {
    const { client, started, run, accepted } = setUp()
    const failed = expect(run()).rejects.toMatchObject({ kind: 'engine-crashed' })
    await accepted()
    for (const reason of [null, crash, null, crash]) {
      client.onRestart(reason)
      await accepted()
    }
    await failed
    expect(started).toHaveLength(4)
  })

  it('leaves the repeating to the host while the engine has not taken a run up', async () => {
    const { client, started, run, say, accepted } = setUp()
    const done = run()
    await Promise.resolve()
    client.onRestart(crash)
    await accepted()
    expect(started).toHaveLength(1)
    say({ done: true, order: [] })
    await done
  })

  it('begins anew when its image was passed over', async () => {
    const { started, run, say, accepted } = setUp()
    const done = run()
    await accepted()
    say({ done: true, error: { kind: 'superseded', message: 'Other images were opened' } })
    await accepted()
    expect(started).toHaveLength(2)
    say({ done: true, order: [] })
    await done
  })

  it('fails with what the engine says, and with what it cannot recover from', async () => {
    const { client, run, say, accepted } = setUp()
    const first = expect(run()).rejects.toMatchObject({ kind: 'image-missing', params: { file: 'a.jpg' } })
    await accepted()
    say({ done: true, error: { kind: 'image-missing', message: 'gone', params: { file: '/x/a.jpg' } } })
    await first
    const second = expect(run()).rejects.toMatchObject({ kind: 'engine-crashed' })
    await accepted()
    client.onFailure(crash)
    await second
  })

  it('ends at once when it is aborted, and tells the engine', async () => {
    const { started, cancelled, news, abort, run, say, accepted } = setUp()
    const stopped = new ProblemError('cancelled', 'Enough', {})
    const failed = expect(run()).rejects.toBe(stopped)
    await accepted()
    abort.abort(stopped)
    await failed
    expect(cancelled).toEqual([started[0]?.runId])
    say({ added: [proposalOf('late')] })
    expect(news).toEqual([])
    await expect(run()).rejects.toBe(stopped)
  })

  it('ends when what it brings cannot be kept', async () => {
    const { client, cancelled, run, say, accepted } = setUp()
    const full = new ProblemError('disk-full', 'Full', { file: 'project.db' })
    const failed = expect(
      run(() => {
        throw full
      })
    ).rejects.toBe(full)
    await accepted()
    say({ added: [proposalOf('a')] })
    await failed
    expect(cancelled).toHaveLength(1)
    expect(client.busy).toBe(false)
  })
})
