import type { Split } from '@shared/schema/export'
import { seededRandom, shuffled } from './random'

/** The parts of a dataset, in the order in which they are filled. */
export const splitNames = ['train', 'val', 'test'] as const
export type SplitName = (typeof splitNames)[number]

/**
 * Which part each image goes to. Paths are sorted by code unit first and then shuffled by the seed, so that neither
 * the order of the list nor the machine's language matters.
 */
export function splitPaths(paths: readonly string[], split: Split): Map<string, SplitName> {
  const sorted = [...paths].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const order = shuffled(sorted, seededRandom(split.seed))
  const parts = new Map<string, SplitName>()
  let next = 0
  splitCounts(order.length, split).forEach((count, i) => {
    for (const path of order.slice(next, next + count)) parts.set(path, splitNames[i] ?? 'train')
    next += count
  })
  return parts
}

/**
 * How many images train, val and test get of a total: shares by the method of the largest remainder (Hamilton), equal
 * remainders in favour of the earlier part. Everything goes to train when all shares are zero.
 */
export function splitCounts(total: number, split: Split): [number, number, number] {
  const shares = splitNames.map((name) => split[name])
  const sum = shares.reduce((a, b) => a + b, 0)
  if (sum <= 0) return [total, 0, 0]
  const exact = shares.map((share) => (share / sum) * total)
  const counts = exact.map(Math.floor)
  const byRemainder = [0, 1, 2].sort(
    (a, b) => remainder(exact, counts, b) - remainder(exact, counts, a) || a - b
  )
  const missing = total - counts.reduce((a, b) => a + b, 0)
  for (const i of byRemainder.slice(0, missing)) counts[i] = (counts[i] ?? 0) + 1
  return [counts[0] ?? 0, counts[1] ?? 0, counts[2] ?? 0]
}

function remainder(exact: readonly number[], counts: readonly number[], i: number): number {
  // Rounded, so that what is equal on paper is equal here.
  return Math.round(((exact[i] ?? 0) - (counts[i] ?? 0)) * 1e9)
}
