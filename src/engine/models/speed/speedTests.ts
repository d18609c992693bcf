import type { Device, FailedDevice, ModelId, Speed, SpeedTest } from '@shared/schema/models'
import { toProblem } from '@shared/schema/problem'
import type { LibraryModel } from '../library/library'
import type { Measure, MeasureRequest } from './request'
import { join } from 'node:path'

/** A model is tried for a minute at most, all devices together. */
const MINUTE_MS = 60_000
/** Loading and the first run take their time too. */
const RUNNING_SHARE = 0.4

export interface SpeedTestsOptions {
  readonly measure: Measure
  /** A photograph to run on. */
  readonly image: () => Promise<string>
  readonly threads: () => number
  readonly onChange: () => void
}

/** Measures models, one at a time. */
export class SpeedTests {
  private current: { readonly id: ModelId; readonly device: Device } | null = null
  private queue: Promise<unknown> = Promise.resolve()

  constructor(private readonly options: SpeedTestsOptions) {}

  /** What is being measured. */
  get running(): { readonly id: ModelId; readonly device: Device } | null {
    return this.current
  }

  /** How fast a model is on each of the devices. */
  test(model: LibraryModel, devices: readonly Device[]): Promise<SpeedTest> {
    const budgetMs = (MINUTE_MS * RUNNING_SHARE) / Math.max(1, devices.length)
    const next = this.queue.then(async (): Promise<SpeedTest> => {
      const speeds: Speed[] = []
      const failed: FailedDevice[] = []
      for (const device of devices) {
        try {
          speeds.push(await this.run(model, device, budgetMs))
        } catch (error) {
          failed.push({ device, problem: toProblem(error) })
        }
      }
      return { at: Date.now(), speeds, failed }
    })
    this.queue = next.catch(() => undefined)
    return next
  }

  /** Loads a model and runs it once. @throws ProblemError that says why it cannot be used */
  async check(model: LibraryModel, device: Device): Promise<void> {
    const next = this.queue.then(() => this.run(model, device, 0))
    this.queue = next.catch(() => undefined)
    await next
  }

  private async run({ entry, folder }: LibraryModel, device: Device, budgetMs: number): Promise<Speed> {
    const { measure, image, threads, onChange } = this.options
    this.current = { id: entry.id, device }
    onChange()
    try {
      const promptable = entry.task === 'promptable'
      const model = promptable ? folder : join(folder, entry.files[0]?.file ?? '')
      const request: Extract<MeasureRequest, { kind: 'run' }> = {
        ...{ kind: 'run', device, model, budgetMs, threads: threads() },
        ...{ task: promptable ? 'promptable' : 'other', image: await image() }
      }
      return await measure<'run'>(request)
    } finally {
      this.current = null
      onChange()
    }
  }
}
