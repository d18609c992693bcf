import type { PoolFilters } from '../schema/proposal'
import type { PoolMask } from './poolMask'

/** Whether a proposal's own numbers pass; whether an object covers it is another question. */
export function passesFilters(filters: PoolFilters, { score, stability, area }: PoolMask): boolean {
  return (
    score >= filters.minScore &&
    stability >= filters.minStability &&
    area >= filters.minArea &&
    area <= (filters.maxArea ?? Infinity)
  )
}
