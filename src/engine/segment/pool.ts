import { availableParallelism } from 'node:os'
import type { PromptableModel } from '../models/modelFiles'
import type { PortFactory } from '../../rpc/port'
import type { PointReply, SetCropParams, EverythingCalls, PointParams } from './messages'
import type { PlannedPoint, PointPlan } from './plan'
import { EngineError } from '@shared/engineError'
import { WorkerLink } from '../process/workers/workerLink'
import type { LoadParams } from '../models/loading'

export interface PoolOptions {
  readonly port: PortFactory
  /** Each worker has one thread. */
  readonly model: PromptableModel
  /** How many workers; 0 chooses from the machine. */
  readonly workers?: number
  readonly onRestart?: (message: string) => void
}

/** How a crop's points are gone through. */
export interface PoolRun {
  readonly plan: PointPlan
  readonly onReply: (point: PlannedPoint, reply: PointReply) => void
  readonly signal: AbortSignal
  /** Awaited before each decode: resolves when nothing more urgent is going on. */
  readonly gate: () => Promise<void>
}

/** More workers would not fit into the engine's memory, about 130 MB each. */
const MOST_WORKERS = 6

/** Workers for a machine with so many cores: one for each, because decodes scale better than threads of one decode. */
export function poolSize(asked: number, cores = availableParallelism()): number {
  return Math.max(1, Math.min(asked > 0 ? asked : cores, MOST_WORKERS))
}

/** The threads that decode points side by side, each with a session of one thread. */
export class PointPool {
  private readonly workers: readonly PoolWorker[]

  constructor({ port, model, workers = 0, onRestart = () => undefined }: PoolOptions) {
    const load = { ...model, threads: 1 }
    this.workers = Array.from({ length: poolSize(workers) }, () => new PoolWorker(port, load, onRestart))
  }

  /** How many decodes run side by side. */
  get size(): number {
    return this.workers.length
  }

  /** Makes all workers ready for a crop. */
  async setCrop(crop: SetCropParams): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.setCrop(crop)))
  }

  /** Decodes the points of a plan; ends early, after the decodes that run, when the signal is aborted. */
  async run(run: PoolRun): Promise<void> {
    const turn = new WaitQueue()
    const results = await Promise.allSettled(this.workers.map((worker) => work(worker, run, turn)))
    for (const result of results) if (result.status === 'rejected') throw result.reason
  }

  async stop(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.stop()))
  }
}

async function work(worker: PoolWorker, run: PoolRun, turn: WaitQueue): Promise<void> {
  try {
    for (;;) {
      await run.gate()
      if (run.signal.aborted || turn.failed) return
      const point = run.plan.next()
      if (point) {
        turn.running++
        const reply = await worker.point(point)
        turn.running--
        run.plan.done(point, reply.candidates)
        run.onReply(point, reply)
        turn.open()
      } else if (turn.running === 0) return
      else await turn.wait()
    }
  } catch (error) {
    turn.failed = true
    throw error
  } finally {
    turn.open()
  }
}

/** Where workers without a point wait for one that is under way: its result may bring new points. */
class WaitQueue {
  running = 0
  failed = false
  private waiting: (() => void)[] = []

  wait(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve))
  }

  open(): void {
    for (const resolve of this.waiting.splice(0)) resolve()
  }
}

/** One worker that decodes points. When its thread dies the new one is told about the crop again. */
class PoolWorker {
  private readonly link: WorkerLink<EverythingCalls>
  private crop: SetCropParams | undefined
  private told = false
  private restarts = 0

  constructor(port: PortFactory, model: LoadParams, onRestart: (message: string) => void) {
    this.link = new WorkerLink<EverythingCalls>('whole-image worker', port, model, (message) => {
      this.told = false
      this.restarts++
      onRestart(message)
    })
  }

  /** Makes the worker ready for the points of a crop. */
  async setCrop(crop: SetCropParams): Promise<void> {
    this.crop = crop
    this.told = false
    await this.ready()
  }

  /** Decodes a point; tried once more when the thread died under it. */
  async point(params: PointParams): Promise<PointReply> {
    const { restarts } = this
    try {
      return await this.decode(params)
    } catch (error) {
      if (this.restarts === restarts || !(error instanceof EngineError)) throw error
      return this.decode(params)
    }
  }

  /** Lets the running decode finish, then ends the thread. */
  stop(): Promise<void> {
    return this.link.stop()
  }

  private async decode(params: PointParams): Promise<PointReply> {
    await this.ready()
    return this.link.call('point', params)
  }

  private async ready(): Promise<void> {
    if (this.told || !this.crop) return
    await this.link.call('setCrop', this.crop)
    this.told = true
  }
}
