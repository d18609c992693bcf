import type { Device, Speed } from '@shared/schema/models'

/** What the measuring process is asked; one request for each process. All paths are absolute. */
export type MeasureRequest =
  /** What the run-time was built with. */
  | { readonly kind: 'list' }
  /** Whether a session starts on a device. */
  | { readonly kind: 'start'; readonly device: Device; readonly model: string }
  /** How fast a model is: `model` is the folder of a promptable one, or the file of another. */
  | {
      readonly kind: 'run'
      readonly device: Device
      readonly task: 'promptable' | 'other'
      readonly model: string
      readonly image: string
      /** 0 = chosen from the machine. */
      readonly threads: number
      /** So long it is run again and again; 0 runs it once. */
      readonly budgetMs: number
    }

export interface MeasureResults {
  readonly list: readonly Device[]
  readonly start: null
  readonly run: Speed
}

/** The calls of that process. */
export interface MeasureCalls {
  measure: { params: MeasureRequest; result: MeasureResults[MeasureRequest['kind']] }
}

/** Has a request answered, somewhere that may crash or hang. @throws ProblemError */
export type Measure = <K extends MeasureRequest['kind']>(
  request: Extract<MeasureRequest, { kind: K }>
) => Promise<MeasureResults[K]>
