import type { EngineParts } from './parts'
import type { EngineStats } from './protocol'
import type { RollingMedian } from './timings'

/** Gathers the numbers of the `stats` call. */
export function engineStats(
  parts: EngineParts,
  encodes: RollingMedian,
  decodes: RollingMedian,
  predicts: RollingMedian
): EngineStats {
  return {
    modelId: parts.manifest.id,
    device: parts.device,
    threads: parts.threads,
    rssBytes: process.memoryUsage.rss(),
    memoryCache: parts.memory.stats,
    diskCache: parts.disk.stats,
    timings: {
      encode_ms: encodes.median,
      decode_ms: decodes.median,
      predict_ms: predicts.median,
      encodes: encodes.count,
      predicts: predicts.count
    }
  }
}
