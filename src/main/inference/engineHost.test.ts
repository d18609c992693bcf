import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { EngineError } from '@shared/engineError'
import { EngineHost, type HostOptions, type HostState } from './engineHost'
import { fakeEngine, fakeInfo } from './testing/fakeEngine'

const params = {
  modelDir: '',
  cacheDir: '',
  cacheLimitBytes: 0,
  memoryLimitBytes: 0,
  threads: 1,
  pixelLimit: 1
}
const options: HostOptions = {
  maxCrashes: 2,
  crashWindowMs: 60_000,
  hang: { intervalMs: 5, silenceMs: 40, busyMs: 1000 }
}
const image = { imageKey: 'a', path: '/a.jpg' }
const idleWorker = { state: 'idle', busy_ms: 0, restarts: 0 } as const

/** A host over processes in memory that the test answers for and ends. */
function setUp(options_: HostOptions = options) {
  const states: HostState[] = []
  let answersPings = true
  let modelProblem: Error | null = null
  const engine = fakeEngine({
    init: () => (modelProblem ? Promise.reject(modelProblem) : fakeInfo),
    workerPing: () =>
      answersPings ? { encoder: idleWorker, decoder: idleWorker } : new Promise(() => undefined)
  })
  const host = new EngineHost(
    engine.start,
    () => params,
    { event: () => undefined, state: (state) => states.push(state) },
    options_
  )
  return {
    ...engine,
    host,
    states,
    crash: () => engine.latest().exit(139),
    respond: (result: unknown) => {
      const request = engine.latest().requests.shift()
      if (!request) throw new Error('no request is waiting')
      request.resolve(result)
    },
    stopAnsweringPings: () => (answersPings = false),
    breakModel: (problem: Error | null) => (modelProblem = problem)
  }
}

const opened = { width: 1, height: 1, source: 'encoded', timings: {} }

describe('EngineHost', () => {
  it('sends what was asked before the engine was ready', async () => {
    const engine = setUp()
    const call = engine.host.call('openImage', image)
    await wait(1)
    engine.respond(opened)
    expect(await call).toEqual(opened)
    expect(engine.states).toEqual(['starting', 'ready'])
  })

  it('repeats a request once after a crash', async () => {
    const engine = setUp()
    const call = engine.host.call('openImage', image)
    await wait(1)
    engine.crash()
    await wait(1)
    expect(engine.processes).toHaveLength(2)
    engine.respond(opened)
    expect(await call).toEqual(opened)
  })

  it('rejects a request that crashed the engine twice, and goes on', async () => {
    const engine = setUp()
    const call = engine.host.call('openImage', image)
    const failed = expect(call).rejects.toMatchObject({ kind: 'engine-crashed' })
    await wait(1)
    engine.crash()
    await wait(1)
    engine.crash()
    await failed
    const next = engine.host.call('openImage', image)
    await wait(1)
    engine.respond(opened)
    expect(await next).toEqual(opened)
  })

  it('gives up after too many crashes, until it is restarted', async () => {
    const engine = setUp()
    engine.host.start()
    for (let i = 0; i < 3; i++) {
      await wait(1)
      engine.crash()
    }
    await expect.poll(() => engine.states.at(-1)).toBe('failed')
    await expect(engine.host.call('openImage', image)).rejects.toMatchObject({ kind: 'engine-unavailable' })
    engine.host.restart()
    await wait(1)
    expect(engine.states.at(-1)).toBe('ready')
  })

  it('says what is wrong with the model, whenever it is asked, until it is restarted', async () => {
    const engine = setUp()
    engine.breakModel(new EngineError('model-missing', 'no encoder', { file: 'encoder.onnx' }))
    const missing = { kind: 'model-missing', params: { file: 'encoder.onnx' } }
    await expect(engine.host.call('openImage', image)).rejects.toMatchObject(missing)
    expect(engine.states.at(-1)).toBe('failed')
    await expect(engine.host.call('openImage', image)).rejects.toMatchObject(missing)
    engine.breakModel(null)
    engine.host.restart()
    await wait(1)
    expect(engine.states.at(-1)).toBe('ready')
  })

  it('ends an engine that does not answer, and repeats the request', async () => {
    const engine = setUp()
    const call = engine.host.call('openImage', image)
    await wait(1)
    engine.stopAnsweringPings()
    await expect.poll(() => engine.processes.length).toBe(2)
    expect(engine.processes[0]?.alive).toBe(false)
    await expect.poll(() => engine.latest().requests.length).toBe(1)
    engine.respond(opened)
    expect(await call).toEqual(opened)
  })

  it('leaves an engine alone that nobody waits for', async () => {
    const engine = setUp()
    engine.host.start()
    await wait(1)
    engine.stopAnsweringPings()
    await wait(3 * options.hang.silenceMs)
    expect(engine.processes).toHaveLength(1)
  })

  it('ends an engine that does not answer in the middle of a run', async () => {
    const engine = setUp()
    const news: unknown[] = []
    const run = { ...image, params: {}, strategy: 'fast' } as const
    const done = engine.host.call('everything', run, { onNews: (each) => void news.push(each) })
    await wait(1)
    engine.latest().requests[0]?.news('some')
    await expect.poll(() => news).toEqual(['some'])
    engine.stopAnsweringPings()
    await expect.poll(() => engine.processes.length).toBe(2)
    await expect.poll(() => engine.latest().requests.length).toBe(1)
    engine.respond('all')
    expect(await done).toBe('all')
  })

  it('repeats a request as often as the user starts the engine anew', async () => {
    const engine = setUp({ ...options, maxCrashes: 0 })
    const call = engine.host.call('openImage', image)
    for (let i = 0; i < 3; i++) {
      await wait(1)
      engine.host.restart()
    }
    await wait(1)
    engine.respond(opened)
    expect(await call).toEqual(opened)
  })

  it('does not repeat a request that was cancelled meanwhile', async () => {
    const engine = setUp()
    const abort = new AbortController()
    const call = engine.host.call('openImage', image, { signal: abort.signal })
    const failed = expect(call).rejects.toThrow('enough')
    await wait(1)
    abort.abort(new Error('enough'))
    await wait(1)
    expect(engine.latest().requests[0]?.signal.aborted).toBe(true)
    engine.crash()
    await failed
    await wait(1)
    expect(engine.latest().requests).toEqual([])
  })

  it('rejects what waits when it is disposed of, and takes nothing more', async () => {
    const engine = setUp()
    const call = expect(engine.host.call('openImage', image)).rejects.toMatchObject({
      ...{ kind: 'engine-unavailable', params: { reason: 'closing' } }
    })
    await wait(1)
    const disposed = engine.host.dispose()
    await expect.poll(() => engine.latest().requests.at(-1)?.method).toBe('shutdown')
    engine.latest().requests.at(-1)?.resolve(undefined)
    await Promise.all([disposed, call])
    expect(engine.latest().alive).toBe(false)
    await expect(engine.host.call('openImage', image)).rejects.toMatchObject({ kind: 'engine-unavailable' })
  })

  it('does not take a wanted restart for a crash', async () => {
    const engine = setUp({ ...options, maxCrashes: 0 })
    engine.host.start()
    await wait(1)
    engine.host.restart()
    await wait(1)
    expect(engine.states).toEqual(['starting', 'ready', 'starting', 'ready'])
  })

  it('passes the engine’s own errors on with their kind and values', async () => {
    const engine = setUp()
    const call = engine.host.call('openImage', image)
    await wait(1)
    const values = { file: '/x/a.jpg', reason: 'cut off' }
    engine.latest().requests[0]?.reject(new EngineError('image-unreadable', 'a.jpg is cut off', values))
    await expect(call).rejects.toMatchObject({
      kind: 'image-unreadable',
      params: { file: 'a.jpg', reason: 'cut off' }
    })
  })
})
