import { mutateCalls } from './mutateCalls.mjs'

/**
 * What is fuzzed (tests/fuzz/targets holds the code), how much time in milliseconds and memory in MB one case may take
 * there, and how cases are damaged where it is not byte by byte.
 * @type {Record<string, { timeoutMs: number, memoryMb: number, mutate?: typeof mutateCalls, needsBuild?: boolean }>}
 */
export const targets = {
  images: { timeoutMs: 30_000, memoryMb: 1500 },
  labels: { timeoutMs: 20_000, memoryMb: 1000 },
  models: { timeoutMs: 20_000, memoryMb: 1000 },
  zips: { timeoutMs: 20_000, memoryMb: 1000 },
  projects: { timeoutMs: 30_000, memoryMb: 1500 },
  calls: { timeoutMs: 240_000, memoryMb: 1500, mutate: mutateCalls, needsBuild: true }
}
