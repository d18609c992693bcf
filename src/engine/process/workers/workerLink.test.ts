import { describe, expect, it } from 'vitest'
import { EngineError } from '@shared/engineError'
import { modelDir } from '../../../imaging/testing/samples'
import { verifyModel } from '../../models/verify'
import { WorkerLink } from './workerLink'
import { localPorts } from '../../../rpc/memoryPair'
import type { CommonCalls, LoadParams } from '../../models/loading'
import type { Port } from '../../../rpc/port'

type TestCalls = CommonCalls & {
  echo: { params: { readonly text: string }; result: { readonly text: string } }
  forever: { params: undefined; result: undefined }
}

interface Harness {
  readonly link: WorkerLink<TestCalls>
  readonly restarts: string[]
  loads: number
  loadError: Error | undefined
  /** Ends the running worker. */
  kill: () => void
}

async function harness(): Promise<Harness> {
  const model: LoadParams = { ...(await verifyModel(modelDir)), threads: 1 }
  const restarts: string[] = []
  const state: Pick<Harness, 'loads' | 'loadError' | 'kill'> = {
    loads: 0,
    loadError: undefined,
    kill: () => undefined
  }
  const start = (): Port => {
    return localPorts<TestCalls>((exit) => {
      state.kill = exit
      return {
        load: () => {
          state.loads++
          return state.loadError ? Promise.reject(state.loadError) : Promise.resolve({ provider: 'cpu' })
        },
        echo: ({ text }) => {
          return text === 'bad'
            ? Promise.reject(new EngineError('bad-prompt', 'bad', { text }))
            : Promise.resolve({ text })
        },
        forever: () => new Promise(() => undefined),
        crash: () => undefined,
        hang: () => undefined,
        stop: () => undefined
      }
    })()
  }
  const link = new WorkerLink<TestCalls>('tester', start, model, (message) => restarts.push(message))
  return Object.assign(state, { link, restarts })
}

describe('WorkerLink', () => {
  it('loads once and carries results and errors', async () => {
    const { link } = await harness()
    expect(link.status().state).toBe('stopped')
    expect(await link.start()).toEqual({ provider: 'cpu' })
    expect(await link.call('echo', { text: 'hello' })).toEqual({ text: 'hello' })
    const bad = link.call('echo', { text: 'bad' })
    await expect(bad).rejects.toMatchObject({ kind: 'bad-prompt', params: { text: 'bad' } })
    expect(link.status()).toMatchObject({ state: 'idle', restarts: 0 })
  })

  it('tells what it is busy with', async () => {
    const { link } = await harness()
    await link.start()
    void link.call('forever', undefined, { note: 'a' }).catch(() => undefined)
    await Promise.resolve()
    const status = link.status(performance.now() + 500)
    expect(status).toMatchObject({ state: 'busy', job: 'forever', imageKey: 'a' })
    expect(status.busy_ms).toBeGreaterThanOrEqual(500)
  })

  it('fails the running call and starts again when the worker dies', async () => {
    const state = await harness()
    const { link, restarts } = state
    await link.start()
    const running = link.call('forever', undefined)
    await Promise.resolve()
    state.kill()
    await expect(running).rejects.toMatchObject({ kind: 'internal', params: { worker: 'tester' } })
    expect(await link.call('echo', { text: 'again' })).toEqual({ text: 'again' })
    expect(restarts).toHaveLength(1)
    expect(state.loads).toBe(2)
    expect(link.status().restarts).toBe(1)
  })

  it('reports a load that fails and tries anew at the next call', async () => {
    const state = await harness()
    state.loadError = new Error('no memory')
    await expect(state.link.start()).rejects.toThrow('no memory')
    state.loadError = undefined
    expect(await state.link.call('echo', { text: 'better' })).toEqual({ text: 'better' })
  })

  it('takes no calls after it was stopped', async () => {
    const { link } = await harness()
    await link.start()
    await link.stop()
    await expect(link.call('echo', { text: 'late' })).rejects.toMatchObject({ kind: 'cancelled' })
  })
})
