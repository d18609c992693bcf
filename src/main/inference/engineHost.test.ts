import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { EngineErrorData } from './engine/errors'
import type { EngineMessage, EngineRequest, InitResult } from './engine/protocol'
import { EngineHost, type HostOptions, type HostState } from './engineHost'
import type { EngineLinkListener, StartEngine } from './engineLink'

const info: InitResult = {
  modelId: 'm',
  modelName: 'M',
  device: 'cpu',
  threads: 1,
  capabilities: { masks: 4, refine: true, background: true, box: true }
}
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

/** An engine in memory, whose processes the test answers for and ends. */
function fakeEngine(options_: HostOptions = options) {
  const processes: { listener: EngineLinkListener; requests: EngineRequest[]; alive: boolean }[] = []
  const states: HostState[] = []
  let answersPings = true
  let awaitsEvents = false
  let modelProblem: EngineErrorData | null = null
  const start: StartEngine = (listener) => {
    const self = { listener, requests: [] as EngineRequest[], alive: true }
    processes.push(self)
    const reply = (message: EngineMessage): void => queueMicrotask(() => listener.message(message))
    reply({ type: 'event', event: { name: 'ready' } })
    return {
      post: (request) => {
        if (request.method === 'init' && modelProblem)
          reply({ type: 'response', id: request.id, ok: false, error: modelProblem })
        else if (request.method === 'init')
          reply({ type: 'response', id: request.id, ok: true, result: info })
        else if (request.method === 'workerPing') {
          const result = { encoder: idleWorker, decoder: idleWorker }
          if (answersPings) reply({ type: 'response', id: request.id, ok: true, result })
        } else self.requests.push(request)
      },
      kill: () => {
        self.alive = false
        queueMicrotask(() => listener.exit(9))
      }
    }
  }
  const host = new EngineHost(
    start,
    () => params,
    { event: () => undefined, state: (state) => states.push(state), busy: () => awaitsEvents },
    options_
  )
  const latest = () => {
    const process = processes.at(-1)
    if (!process) throw new Error('no process was started')
    return process
  }
  return {
    host,
    processes,
    states,
    latest,
    crash: () => latest().listener.exit(139),
    respond: (result: unknown) => {
      const request = latest().requests.shift()
      if (!request) throw new Error('no request is waiting')
      latest().listener.message({ type: 'response', id: request.id, ok: true, result: result as never })
    },
    stopAnsweringPings: () => (answersPings = false),
    awaitEvents: () => (awaitsEvents = true),
    breakModel: (problem: EngineErrorData | null) => (modelProblem = problem)
  }
}

const opened = { width: 1, height: 1, source: 'encoded', timings: {} }

describe('EngineHost', () => {
  it('sends what was asked before the engine was ready', async () => {
    const engine = fakeEngine()
    const call = engine.host.call('openImage', image)
    await wait(1)
    engine.respond(opened)
    expect(await call).toEqual(opened)
    expect(engine.states).toEqual(['starting', 'ready'])
  })

  it('repeats a request once after a crash', async () => {
    const engine = fakeEngine()
    const call = engine.host.call('openImage', image)
    await wait(1)
    engine.crash()
    await wait(1)
    expect(engine.processes).toHaveLength(2)
    engine.respond(opened)
    expect(await call).toEqual(opened)
  })

  it('rejects a request that crashed the engine twice, and goes on', async () => {
    const engine = fakeEngine()
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
    const engine = fakeEngine()
    engine.host.start()
    for (let i = 0; i < 3; i++) {
      await wait(1)
      engine.crash()
    }
    expect(engine.states.at(-1)).toBe('failed')
    await expect(engine.host.call('openImage', image)).rejects.toMatchObject({ kind: 'engine-unavailable' })
    engine.host.restart()
    await wait(1)
    expect(engine.states.at(-1)).toBe('ready')
  })

  it('says what is wrong with the model, whenever it is asked, until it is restarted', async () => {
    const engine = fakeEngine()
    engine.breakModel({ kind: 'model-missing', message: 'no encoder', params: { file: 'encoder.onnx' } })
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
    const engine = fakeEngine()
    const call = engine.host.call('openImage', image)
    await wait(1)
    engine.stopAnsweringPings()
    await expect.poll(() => engine.processes.length).toBe(2)
    expect(engine.processes[0]?.alive).toBe(false)
    await expect.poll(() => engine.latest().requests.length).toBe(1)
    engine.respond(opened)
    expect(await call).toEqual(opened)
  })

  it('ends an engine that does not answer while only events are awaited', async () => {
    const engine = fakeEngine()
    engine.host.start()
    await wait(1)
    engine.stopAnsweringPings()
    engine.awaitEvents()
    await expect.poll(() => engine.processes.length).toBe(2)
    expect(engine.processes[0]?.alive).toBe(false)
  })

  it('does not take a wanted restart for a crash', async () => {
    const engine = fakeEngine({ ...options, maxCrashes: 0 })
    engine.host.start()
    await wait(1)
    engine.host.restart()
    await wait(1)
    expect(engine.states).toEqual(['starting', 'ready', 'starting', 'ready'])
  })

  it('passes the engine’s own errors on with their kind and values', async () => {
    const engine = fakeEngine()
    const call = engine.host.call('openImage', image)
    await wait(1)
    const [request] = engine.latest().requests
    const error = {
      kind: 'image-unreadable',
      message: 'a.jpg is cut off',
      params: { file: 'a.jpg', reason: 'cut off' }
    } as const
    engine.latest().listener.message({ type: 'response', id: request?.id ?? 0, ok: false, error })
    await expect(call).rejects.toMatchObject({
      kind: 'image-unreadable',
      params: { file: 'a.jpg', reason: 'cut off' }
    })
  })
})
