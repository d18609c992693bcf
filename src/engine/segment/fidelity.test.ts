import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Proposal } from '@shared/segment/proposal'
import { resolveEverythingParams } from '@shared/segment/validate'
import { verifyModel } from '../models/verify'
import { sessionThreads } from '../runtime/threads'
import { modelDir, samplePath } from '../../imaging/testing/samples'
import { WorkerLink } from '../process/workers/workerLink'
import type { EncoderCalls } from '../process/workers/messages'
import { fileSource } from './cropSource'
import { generateProposals, type EverythingProgress, type EverythingSummary } from './generate'
import type { EverythingStrategy } from './messages'
import { PointPool } from './pool'
import { agreement, readGolden } from './testing/golden'
import { realPorts } from '../testing/realPorts'

let encoder: WorkerLink<EncoderCalls>
let pool: PointPool

beforeAll(async () => {
  const model = await verifyModel(modelDir)
  const ports = await realPorts()
  const load = { ...model, threads: sessionThreads(0) }
  encoder = new WorkerLink<EncoderCalls>('encoder', ports.encoderPort, load, () => undefined)
  pool = new PointPool({ port: ports.everythingPort, model })
}, 120_000)

afterAll(() => Promise.all([pool.stop(), encoder.stop()]))

interface Segmented {
  readonly proposals: Proposal[]
  readonly reports: readonly EverythingProgress[]
  readonly summary: EverythingSummary
}

async function segment(name: string, params: object, strategy: EverythingStrategy): Promise<Segmented> {
  const source = fileSource(encoder, samplePath(name), Number.POSITIVE_INFINITY)
  const found = new Map<string, Proposal>()
  const reports: EverythingProgress[] = []
  for await (const report of generateProposals({
    params: resolveEverythingParams(params),
    strategy,
    source,
    pool
  })) {
    reports.push(report)
    for (const id of report.removed) expect(found.delete(id)).toBe(true)
    for (const proposal of report.added) found.set(proposal.id, proposal)
  }
  const summary = reports.at(-1) as EverythingSummary
  expect(summary.done).toBe(true)
  expect(summary.order.toSorted()).toEqual([...found.keys()].sort())
  return { proposals: summary.order.flatMap((id) => found.get(id) ?? []), reports, summary }
}

// The defaults take 1,024 decodes a picture; scripts/fidelity.mjs compares all of them.
const cases = [
  ['march-pastoral', '16-loose', 'reference'],
  ['march-pastoral', '16-loose', 'fast'],
  ['nagasaki-boats', '16-crop1', 'reference'],
  ['nagasaki-boats', '16-crop1', 'fast'],
  ['allium-oreophilum', '32', 'fast']
] as const

describe('whole-image segmentation against the official code', () => {
  it.each(cases)('finds the same on %s, %s, by %s', { timeout: 600_000 }, async (name, setting, strategy) => {
    const golden = await readGolden(`${name}.${setting}`)
    const { proposals, summary } = await segment(name, golden.params, strategy)
    const { found, extra } = agreement(proposals, golden.masks)
    expect(found).toBeGreaterThanOrEqual(0.95)
    expect(extra).toBeLessThanOrEqual(0.1)
    expect(summary.total).toBe(golden.decodes)
    if (strategy === 'reference') {
      expect(summary.decodes).toBe(golden.decodes)
      // Step by step the same: not one mask more or less, in the same order.
      expect(proposals).toHaveLength(golden.masks.length)
    } else expect(summary.decodes + summary.skipped).toBe(golden.decodes)
  })

  it('reports large objects early and counts up', { timeout: 120_000 }, async () => {
    const { reports } = await segment('march-pastoral', { pointsPerSide: 8, predIouThresh: 0.7 }, 'fast')
    const decodes = reports.map((report) => report.decodes)
    expect(decodes).toEqual(decodes.toSorted((a, b) => a - b))
    const first = reports.find(({ added }) => added.length > 0)
    expect(first?.decodes).toBeLessThan(20)
  })

  it('stops within the decodes that run when it is cancelled', { timeout: 120_000 }, async () => {
    const abort = new AbortController()
    const source = fileSource(encoder, samplePath('march-pastoral'), Number.POSITIVE_INFINITY)
    const params = resolveEverythingParams({})
    let decodes = 0
    const run = async (): Promise<void> => {
      for await (const report of generateProposals({
        params,
        strategy: 'fast',
        source,
        pool,
        signal: abort.signal
      })) {
        decodes = report.decodes
        if (decodes >= 5) abort.abort()
      }
    }
    await expect(run()).rejects.toMatchObject({ kind: 'cancelled' })
    expect(decodes).toBeLessThan(60)
  })
})
