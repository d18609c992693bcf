import type { FormatId } from '@shared/schema/formats'
import type { DatasetFormat } from '../format'
import type { Confidence, DatasetReader, SourceFiles } from './reader'

/** A format that may be a dataset's. */
export interface Detected {
  readonly id: FormatId
  readonly confidence: Confidence
  readonly reader: DatasetReader
}

/** The formats that a dataset may have, the most likely first. */
export async function detectFormats(
  formats: readonly DatasetFormat[],
  source: SourceFiles
): Promise<readonly Detected[]> {
  const found: Detected[] = []
  for (const { id, reader } of formats) {
    const confidence = (await reader?.detect(source)) ?? 0
    if (reader && confidence > 0) found.push({ id, confidence, reader })
  }
  return found.sort((a, b) => b.confidence - a.confidence)
}
