import { availableParallelism } from 'node:os'

/**
 * Threads for one session: as asked, or chosen from the machine when 0. Small machines use every core; larger ones
 * half of the logical ones, because a second hyper-thread slows matrix work down, and no more than eight, where
 * these models stop gaining.
 */
export function sessionThreads(asked: number, cores = availableParallelism()): number {
  if (asked > 0) return Math.min(Math.floor(asked), cores)
  return cores <= 4 ? cores : Math.min(8, Math.max(4, Math.floor(cores / 2)))
}
