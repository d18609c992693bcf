import type { CandidateMask } from './promptTypes'
import { LOW_RES_AREA } from './lowRes'
import type { MaskUpsampler } from './postprocess'

/** What is kept of one answer. */
export interface KeptResult {
  /** The embedding's key: a mask of another image cannot be refined. */
  readonly imageKey: string
  /** float32[masks, 256, 256]. */
  readonly logits: Float32Array<ArrayBuffer>
  readonly upsample: MaskUpsampler
}

const MOST = 16

/** The last answers of the decoder (1 MiB each), for other candidates and for refinement. */
export class RecentResults {
  private readonly results = new Map<string, KeptResult>()

  add(resultId: string, result: KeptResult): void {
    this.results.set(resultId, result)
    for (const oldest of this.results.keys()) {
      if (this.results.size <= MOST) break
      this.results.delete(oldest)
    }
  }

  get(resultId: string): KeptResult | undefined {
    return this.results.get(resultId)
  }
}

/** One candidate of float32[masks, 256, 256]: float32[256, 256], a view. */
export function candidateLogits(logits: Float32Array<ArrayBuffer>, index: number): Float32Array<ArrayBuffer> {
  return logits.subarray(index * LOW_RES_AREA, (index + 1) * LOW_RES_AREA)
}

/** A candidate at image resolution. */
export function candidateMask({ logits, upsample }: KeptResult, index: number): CandidateMask {
  return { index, ...upsample(candidateLogits(logits, index)) }
}
