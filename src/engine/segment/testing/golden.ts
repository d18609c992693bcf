import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Proposal } from '@shared/segment/proposal'
import type { EverythingInput } from '@shared/segment/validate'
import { type Rle } from '@shared/mask/rle'
import { countsFromString } from '@shared/mask/rleString'
import { fromColumnMajor } from '@shared/mask/columnMajor'
import { rleIou } from '@shared/mask/measure'

/** What the official code found; see tests/fixtures/golden-everything/README.md. */
export interface GoldenResult {
  readonly params: EverythingInput
  readonly decodes: number
  readonly masks: readonly Rle[]
}

interface GoldenFile {
  readonly size: readonly [number, number]
  readonly params: Readonly<Record<string, number>>
  readonly decodes: number
  readonly masks: readonly { readonly counts: string }[]
}

/** Reads a golden file by its name without the ending. */
export async function readGolden(name: string): Promise<GoldenResult> {
  const path = join(import.meta.dirname, '../../../../tests/fixtures/golden-everything', `${name}.json`)
  const { size, params, decodes, masks } = JSON.parse(await readFile(path, 'utf8')) as GoldenFile
  const [height, width] = size
  const camel = (text: string): string => text.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())
  return {
    params: Object.fromEntries(Object.entries(params).map(([key, value]) => [camel(key), value])),
    decodes,
    masks: masks.map(({ counts }) => fromColumnMajor({ width, height, counts: countsFromString(counts) }))
  }
}

/** How well proposals agree with the official masks, at an IoU of 0.9. */
export function agreement(
  proposals: readonly Proposal[],
  golden: readonly Rle[]
): { readonly found: number; readonly extra: number } {
  const isAmong = (mask: Rle, others: readonly Rle[]): boolean => {
    return others.some((other) => rleIou(mask, other) >= 0.9)
  }
  const offered = proposals.map(({ rle }) => rle)
  return {
    found: golden.filter((mask) => isAmong(mask, offered)).length / golden.length,
    extra: offered.filter((mask) => !isAmong(mask, golden)).length / golden.length
  }
}
