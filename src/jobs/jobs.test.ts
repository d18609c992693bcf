import { describe, expect, it } from 'vitest'
import type { JobFinished, JobProgress } from '@shared/ipc/views'
import type { ExportReport } from '@shared/schema/exporting'
import { ProblemError } from '@shared/schema/problem'
import { Jobs, type JobWork } from './jobs'

const report: ExportReport = {
  destination: '/out',
  format: 'coco',
  images: 1,
  objects: 2,
  lost: 0,
  iouMean: 1,
  iouMin: 1,
  iouP5: 1,
  iouMedian: 1,
  iouHistogram: [],
  notes: [],
  files: [],
  seconds: 0
}

function setUp() {
  const progress: JobProgress[] = []
  const finished: JobFinished[] = []
  const jobs = new Jobs({ progress: (each) => progress.push(each), finished: (each) => finished.push(each) })
  return { jobs, progress, finished }
}

/** Goes on until it is cancelled. */
const endless: JobWork<'export'> = (signal) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error))
  })

describe('Jobs', () => {
  it('tells progress and the result under the job’s id', async () => {
    const { jobs, progress, finished } = setUp()
    const job = jobs.start('export', (_signal, tell) => {
      tell({ phase: 'writing', done: 1, total: 2 })
      return Promise.resolve(report)
    })
    await expect.poll(() => finished).toEqual([{ job, result: { kind: 'done', of: 'export', report } }])
    expect(progress).toEqual([{ job, phase: 'writing', done: 1, total: 2 }])
    expect(jobs.result(job)).toEqual({ kind: 'done', of: 'export', report })
  })

  it('remembers how the last twenty ended', async () => {
    const { jobs, finished } = setUp()
    const ids = Array.from({ length: 22 }, () => jobs.start('export', () => Promise.resolve(report)))
    await expect.poll(() => finished.length).toBe(22)
    expect(ids.filter((id) => jobs.result(id) !== undefined)).toEqual(ids.slice(2))
  })

  it('says why a job failed', async () => {
    const { jobs, finished } = setUp()
    jobs.start('export', () => Promise.reject(new ProblemError('disk-full', 'No space', { file: 'a' })))
    await expect
      .poll(() => finished[0]?.result)
      .toMatchObject({ kind: 'failed', problem: { kind: 'disk-full' } })
  })

  it('cancels one job and leaves the other', async () => {
    const { jobs, finished } = setUp()
    const first = jobs.start('export', endless)
    jobs.start('export', endless)
    await jobs.cancel(first)
    await expect.poll(() => finished).toEqual([{ job: first, result: { kind: 'cancelled' } }])
  })

  it('ends everything when the application closes', async () => {
    const { jobs, finished } = setUp()
    jobs.start('export', endless)
    jobs.start('export', endless)
    await Promise.resolve()
    await jobs.dispose()
    expect(finished.map(({ result }) => result.kind)).toEqual(['cancelled', 'cancelled'])
  })
})
