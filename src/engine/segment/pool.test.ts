import { describe, expect, it } from 'vitest'
import { buildPointGrid } from '@shared/segment/pointGrid'
import { EngineError } from '@shared/engineError'
import type { ModelManifest } from '../models/manifest'
import type { ModelFiles } from '../models/modelFiles'
import { localPorts } from '../../rpc/memoryPair'
import type { EverythingCalls, PointReply, SetCropParams } from './messages'
import { inOrder, planPoints, type PlannedPoint, type PointPlan } from './plan'
import { PointPool, poolSize, type PoolRun } from './pool'
import type { Handlers } from '../../rpc/rpc'

const EMPTY: PointReply = { candidates: [], masked: false, decode_ms: 1, filter_ms: 0 }
const points = planPoints(buildPointGrid(4), 100, 100)
const crop = { crop: [0, 0, 100, 100] } as unknown as SetCropParams

interface Fake {
  readonly pool: PointPool
  /** Calls of setCrop. */
  crops: number
}

/** A pool whose workers answer by `point`. */
function fakePool(
  workers: number,
  point: (params: { x: number; y: number }, exit: () => void) => Promise<PointReply>
): Fake {
  const fake = { crops: 0 }
  const port = localPorts((exit): Handlers<EverythingCalls> => ({
    load: () => Promise.resolve({ provider: 'cpu' }),
    setCrop() {
      fake.crops++
      return Promise.resolve({ prepare_ms: 0 })
    },
    point: (params) => point(params, exit),
    crash: () => Promise.resolve(undefined),
    hang: () => Promise.resolve(undefined),
    stop: () => Promise.resolve(undefined)
  }))
  const model = { manifest: {} as ModelManifest, files: {} as ModelFiles }
  return Object.assign(fake, { pool: new PointPool({ port, model, workers }) })
}

async function goThrough(pool: PointPool, change: Partial<PoolRun> = {}): Promise<number[]> {
  const decoded: number[] = []
  await pool.setCrop(crop)
  await pool.run({
    plan: inOrder(points),
    onReply: ({ index }) => decoded.push(index),
    signal: new AbortController().signal,
    gate: () => Promise.resolve(),
    ...change
  })
  return decoded
}

describe('the pool of workers', () => {
  it('decodes each point once', async () => {
    const { pool } = fakePool(3, () => Promise.resolve(EMPTY))
    expect((await goThrough(pool)).sort((a, b) => a - b)).toEqual(points.map(({ index }) => index))
    await pool.stop()
  })

  it('waits for points that come of others', async () => {
    const { pool } = fakePool(3, () => Promise.resolve(EMPTY))
    const queue: PlannedPoint[] = points.slice(0, 1)
    let following = 1
    const plan: PointPlan = {
      skipped: 0,
      next: () => queue.shift(),
      done() {
        const next = points[following++]
        if (next) queue.push(next)
      }
    }
    expect(await goThrough(pool, { plan })).toHaveLength(points.length)
    await pool.stop()
  })

  it('starts no decode after it was cancelled', async () => {
    const abort = new AbortController()
    const { pool } = fakePool(2, () => Promise.resolve(EMPTY))
    const decoded: number[] = []
    const onReply: PoolRun['onReply'] = ({ index }) => {
      decoded.push(index)
      if (decoded.length === 3) abort.abort()
    }
    await goThrough(pool, { onReply, signal: abort.signal })
    expect(decoded.length).toBeLessThanOrEqual(4)
    await pool.stop()
  })

  it('starts no decode while the gate is closed', async () => {
    const { pool } = fakePool(2, () => Promise.resolve(EMPTY))
    let open: () => void = () => undefined
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    let replies = 0
    const run = goThrough(pool, { gate: () => gate, onReply: () => replies++ })
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(replies).toBe(0)
    open()
    await run
    expect(replies).toBe(points.length)
    await pool.stop()
  })

  it('starts a worker that died again, tells it about the crop, and repeats the point', async () => {
    let crashes = 1
    const fake = fakePool(2, ({ x }, exit) => {
      if (x > 50 && crashes-- > 0) {
        exit()
        return new Promise(() => undefined)
      }
      return Promise.resolve(EMPTY)
    })
    expect((await goThrough(fake.pool)).sort((a, b) => a - b)).toEqual(points.map(({ index }) => index))
    expect(fake.crops).toBe(3)
    await fake.pool.stop()
  })

  it('fails as the point that failed', async () => {
    const { pool } = fakePool(2, ({ x, y }) => {
      if (x > 50 && y > 50) throw new EngineError('internal', 'out of memory')
      return Promise.resolve(EMPTY)
    })
    await expect(goThrough(pool)).rejects.toThrow('out of memory')
    await pool.stop()
  })

  it('has a worker for each core, within reason', () => {
    expect(poolSize(0, 2)).toBe(2)
    expect(poolSize(0, 64)).toBe(6)
    expect(poolSize(3, 8)).toBe(3)
    expect(poolSize(0, 0)).toBe(1)
  })
})
