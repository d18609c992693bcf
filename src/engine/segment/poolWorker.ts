import { EngineError } from '@shared/engineError'
import { WorkerLink } from '../process/workers/workerLink'
import type { LoadParams } from '../models/loading'
import type { PortFactory } from '../../rpc/port'
import type { EverythingCalls, PointParams, PointReply, SetCropParams } from './messages'

/** One worker that decodes points. When its thread dies the new one is told about the crop again. */
export class PoolWorker {
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
