import { describe, expect, it } from 'vitest'
import { EngineError } from '@shared/engineError'
import { ProblemError, toProblem } from '@shared/schema/problem'
import type { ErrorCodec } from './contract'
import { memoryPair } from './memoryPair'
import { connect, type RemoteOptions, serve, type Handlers, type ServeOptions } from './rpc'

interface TestCalls {
  echo: { params: unknown; result: unknown }
  fail: { params: Error; result: undefined }
  /** Ends when it is cancelled, with the reason. */
  endless: { params: string; result: undefined }
  /** Counts to a number. */
  count: { params: { readonly to: number; readonly deliver: boolean }; result: string; news: number }
  move: { params: Uint8Array<ArrayBuffer>; result: Uint8Array<ArrayBuffer> }
}

/** What ran, in its order. */
function setUp(serving: ServeOptions = {}, calling: Partial<RemoteOptions> = {}) {
  const log: string[] = []
  const pair = memoryPair()
  const handlers: Handlers<TestCalls> = {
    echo: (params) => params,
    fail: (error) => Promise.reject(error),
    endless: (name, { signal }) =>
      new Promise((_resolve, reject) => {
        log.push(`begin ${name}`)
        signal.addEventListener('abort', () => {
          log.push(`end ${name}`)
          reject(signal.reason as Error)
        })
      }),
    async count({ to, deliver }, context) {
      for (let n = 1; n <= to; n++) {
        log.push(`send ${n}`)
        if (deliver) await context.deliver(n)
        else context.notify(n)
      }
      return 'counted'
    },
    move(bytes, { transfer }) {
      transfer(bytes.buffer)
      return bytes
    }
  }
  serve(pair.far, handlers, serving)
  return { log, pair, remote: connect<TestCalls>(pair.near, { name: 'tester', ...calling }) }
}

const arrived = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const problems: ErrorCodec = {
  toData: toProblem,
  toError: (data) => ProblemError.from(data as never)
}

describe('a call', () => {
  it('brings its own result, whatever else is asked meanwhile', async () => {
    const { remote } = setUp()
    const texts = ['one', 'two', 'three']
    expect(await Promise.all(texts.map((text) => remote.call('echo', text)))).toEqual(texts)
  })

  it('copies what it is given, passes shared memory as it is, and moves what is transferred', async () => {
    const { remote } = setUp()
    const params = { own: [1], shared: new Int32Array(new SharedArrayBuffer(4)) }
    const result = (await remote.call('echo', params)) as typeof params
    expect(result.own).not.toBe(params.own)
    result.shared[0] = 7
    expect(params.shared[0]).toBe(7)
    const bytes = Uint8Array.of(1, 2, 3)
    const moved = await remote.call('move', bytes, { transfer: [bytes.buffer] })
    expect(bytes).toHaveLength(0)
    expect([...moved]).toEqual([1, 2, 3])
  })

  it('fails with the kind and the values of the error, and with "internal" for any other', async () => {
    const { remote, pair } = setUp()
    serve<TestCalls>(pair.far, {
      ...({} as Handlers<TestCalls>),
      fail: () => Promise.reject(new EngineError('bad-prompt', 'bad', { x: 1 })),
      echo: () => {
        throw new TypeError('a bug')
      }
    })
    await expect(remote.call('fail', new Error())).rejects.toMatchObject({
      ...{ name: 'EngineError', kind: 'bad-prompt', message: 'bad', params: { x: 1 } }
    })
    await expect(remote.call('echo', 1)).rejects.toMatchObject({ kind: 'internal', message: 'a bug' })
    await expect(remote.call('move', new Uint8Array(1))).rejects.toMatchObject({ kind: 'internal' })
    await expect(remote.call('toString' as 'echo', 1)).rejects.toThrow('There is no call "toString"')
  })

  it('carries other errors when both sides agree on them', async () => {
    const { remote, pair } = setUp({ errors: problems }, { errors: problems })
    serve<TestCalls>(
      pair.far,
      {
        ...({} as Handlers<TestCalls>),
        fail: () => Promise.reject(new ProblemError('disk-full', 'full', { file: 'a' }))
      },
      { errors: problems }
    )
    await expect(remote.call('fail', new Error())).rejects.toMatchObject({
      ...{ name: 'ProblemError', kind: 'disk-full', params: { file: 'a' } }
    })
  })

  it('fails when its params or its result cannot be sent, and the connection goes on', async () => {
    const { remote, pair } = setUp()
    await expect(remote.call('echo', () => 1)).rejects.toThrow('could not be cloned')
    serve<TestCalls>(pair.far, { ...({} as Handlers<TestCalls>), echo: (n) => (n === 1 ? () => 1 : n) })
    await expect(remote.call('echo', 1)).rejects.toThrow('could not be cloned')
    expect(await remote.call('echo', 2)).toBe(2)
    expect(remote.oldest).toBeUndefined()
  })

  it('is known while it waits', async () => {
    const { remote } = setUp()
    const endless = remote.call('endless', 'a', { note: 'image 1' })
    const rejected = expect(endless).rejects.toThrow('over')
    await arrived()
    expect(remote.oldest).toMatchObject({ method: 'endless', note: 'image 1' })
    remote.close(new Error('over'))
    await rejected
  })
})

describe('one call at a time', () => {
  it('runs in the order of arrival, and what is cancelled before its turn does not run', async () => {
    const { remote, log } = setUp({ oneAtATime: true })
    const [first, second] = [new AbortController(), new AbortController()]
    const calls = Promise.allSettled([
      remote.call('endless', 'first', { signal: first.signal }),
      remote.call('endless', 'second', { signal: second.signal }),
      remote.call('echo', 'third')
    ])
    second.abort(new EngineError('cancelled', 'enough'))
    await arrived()
    expect(log).toEqual(['begin first'])
    first.abort()
    const cancelled = { status: 'rejected', reason: { kind: 'cancelled' } }
    expect(await calls).toMatchObject([cancelled, cancelled, { status: 'fulfilled', value: 'third' }])
    expect(log).toEqual(['begin first', 'end first'])
  })
})

describe('news', () => {
  it('arrive in order, before the result', async () => {
    const { remote } = setUp()
    const news: number[] = []
    const result = await remote.call('count', { to: 3, deliver: false }, { onNews: (n) => void news.push(n) })
    expect([news, result]).toEqual([[1, 2, 3], 'counted'])
  })

  it('that are delivered wait until the one before was processed', async () => {
    const { remote, log } = setUp()
    const processed: (() => void)[] = []
    const onNews = (): Promise<void> => new Promise((resolve) => processed.push(resolve))
    const counted = remote.call('count', { to: 2, deliver: true }, { onNews })
    await arrived()
    expect(log).toEqual(['send 1'])
    processed[0]?.()
    await arrived()
    expect(log).toEqual(['send 1', 'send 2'])
    processed[1]?.()
    expect(await counted).toBe('counted')
  })

  it('do not hold up a sender whose caller does not listen', async () => {
    const { remote } = setUp()
    expect(await remote.call('count', { to: 2, deliver: true })).toBe('counted')
  })

  it('that cannot be processed end the call with the reason', async () => {
    const { remote, log } = setUp()
    const full = new ProblemError('disk-full', 'full', { file: 'a' })
    const counted = remote.call('count', { to: 5, deliver: true }, { onNews: () => Promise.reject(full) })
    await expect(counted).rejects.toBe(full)
    await arrived()
    expect(log).toEqual(['send 1'])
    expect(remote.oldest).toBeUndefined()
  })
})

describe('a cancellation', () => {
  it('reaches the handler with its reason, and nothing is heard of the call until it has ended', async () => {
    const { remote } = setUp()
    const abort = new AbortController()
    const news: number[] = []
    const counted = remote.call(
      'count',
      { to: 5, deliver: true },
      {
        signal: abort.signal,
        onNews: (n) => {
          news.push(n)
          abort.abort(new EngineError('cancelled', 'enough'))
        }
      }
    )
    await expect(counted).rejects.toMatchObject({ kind: 'cancelled', message: 'enough' })
    expect(news).toEqual([1])
  })

  it('is of kind "cancelled" without a reason, and before the call keeps it from being made', async () => {
    const { remote, log } = setUp()
    const abort = new AbortController()
    const endless = remote.call('endless', 'a', { signal: abort.signal })
    abort.abort()
    await expect(endless).rejects.toMatchObject({ kind: 'cancelled' })
    await expect(remote.call('endless', 'b', { signal: abort.signal })).rejects.toThrow()
    expect(log).toEqual(['begin a', 'end a'])
  })
})

describe('the end of the other side', () => {
  it('rejects what waits and what comes, and is reported once', async () => {
    const exits: unknown[] = []
    const { remote, pair } = setUp({}, { onExit: (exit) => void exits.push(exit) })
    const calls = Promise.allSettled([remote.call('endless', 'a'), remote.call('endless', 'b')])
    await arrived()
    pair.exit(139)
    pair.exit(1)
    const lost = { kind: 'internal', params: { worker: 'tester', reason: 'exit code 139' } }
    expect(await calls).toMatchObject([{ reason: lost }, { reason: lost }])
    await expect(remote.call('echo', 1)).rejects.toMatchObject(lost)
    expect(exits).toEqual([{ code: 139, reason: 'exit code 139' }])
  })

  it('is named by its owner, who may connect again', async () => {
    const first = memoryPair()
    const second = memoryPair()
    serve<TestCalls>(second.far, { ...({} as Handlers<TestCalls>), echo: (params) => params })
    let remote = connect<TestCalls>(first.near, {
      name: 'tester',
      onExit: () => {
        remote = connect<TestCalls>(second.near, { name: 'tester' })
        return new ProblemError('engine-crashed', 'crashed', { reason: '9' })
      }
    })
    const lost = remote.call('echo', 1)
    first.near.kill()
    await expect(lost).rejects.toMatchObject({ kind: 'engine-crashed' })
    expect(await remote.call('echo', 2)).toBe(2)
  })

  it('does not matter after the connection was closed', async () => {
    const exits: unknown[] = []
    const { remote, pair } = setUp({}, { onExit: (exit) => void exits.push(exit) })
    const call = remote.call('endless', 'a')
    remote.close(new Error('closing'))
    await expect(call).rejects.toThrow('closing')
    pair.exit()
    await arrived()
    expect(exits).toEqual([])
  })
})
