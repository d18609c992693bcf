import type { Split } from '@shared/schema/exporting'
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

/** What folders of parts are called. */
const folderNames: Readonly<Record<string, SplitName>> = {
  ...{ train: 'train', training: 'train' },
  ...{ val: 'val', valid: 'val', validation: 'val' },
  ...{ test: 'test', testing: 'test' }
}

/** The part that the innermost folder with such a name says; train when none does. */
export function partByFolder(path: string): SplitName {
  const folders = path.toLowerCase().split('/').slice(0, -1)
  const name = folders.findLast((folder) => Object.hasOwn(folderNames, folder))
  return (name === undefined ? undefined : folderNames[name]) ?? 'train'
}

/**
 * Which part each image goes to when those of a group stay together. Larger groups are placed first, each where most
 * is missing, so that the shares are met as nearly as groups allow; the seed decides among groups of a size.
 */
export function splitGroups(groups: readonly (readonly string[])[], split: Split): Map<string, SplitName> {
  const sorted = groups
    .map((group) => [...group].sort())
    .sort(([a = ''], [b = '']) => (a < b ? -1 : a > b ? 1 : 0))
  const order = shuffled(sorted, seededRandom(split.seed)).sort((a, b) => b.length - a.length)
  const total = order.reduce((sum, { length }) => sum + length, 0)
  const missing: number[] = splitCounts(total, split)
  const parts = new Map<string, SplitName>()
  for (const group of order) {
    const at = missing.indexOf(Math.max(...missing))
    missing[at] = (missing[at] ?? 0) - group.length
    for (const path of group) parts.set(path, splitNames[at] ?? 'train')
  }
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
