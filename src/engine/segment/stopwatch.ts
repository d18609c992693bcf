import type { PointReply } from './messages'

/** Where the time went, in ms. */
export interface EverythingTimings {
  readonly total_ms: number
  /** The encoder's runs, preprocessing included. */
  readonly encode_ms: number
  /** Telling the workers about a crop, and what they compute of it once. */
  readonly prepare_ms: number
  /** All points, from the first to the last. */
  readonly points_ms: number
  readonly nms_ms: number
  /** Sums over the workers, which work side by side: */
  readonly worker: {
    readonly workers: number
    /** Decoder runs that made masks, and those that did not need to. */
    readonly masked: number
    readonly masked_ms: number
    readonly unmasked: number
    readonly unmasked_ms: number
    readonly filter_ms: number
  }
}

type Phase = 'encode_ms' | 'prepare_ms' | 'points_ms'

/** Adds up the time of a run. */
export class Stopwatch {
  private readonly start = performance.now()
  private readonly phases: Record<Phase, number> = { encode_ms: 0, prepare_ms: 0, points_ms: 0 }
  private readonly sums = { masked: 0, masked_ms: 0, unmasked: 0, unmasked_ms: 0, filter_ms: 0 }

  /** Times a step. */
  async time<T>(phase: Phase, work: () => Promise<T>): Promise<T> {
    const start = performance.now()
    try {
      return await work()
    } finally {
      this.phases[phase] += performance.now() - start
    }
  }

  /** Adds what a worker says of a point. */
  add({ masked, decode_ms, filter_ms }: PointReply): void {
    this.sums[masked ? 'masked' : 'unmasked']++
    this.sums[masked ? 'masked_ms' : 'unmasked_ms'] += decode_ms
    this.sums.filter_ms += filter_ms
  }

  timings(nms_ms: number, workers: number): EverythingTimings {
    const total_ms = performance.now() - this.start
    return { total_ms, ...this.phases, nms_ms, worker: { workers, ...this.sums } }
  }
}
