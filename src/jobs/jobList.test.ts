import { expect, test } from 'vitest'
import { folderJobId, type JobView } from '@shared/ipc/jobView'
import type { FolderTaskView } from '@shared/ipc/views'
import type { ImageId } from '@shared/schema/ids'
import { problem, ProblemError } from '@shared/schema/problem'
import { folderJob } from './folder/folderJob'
import { Jobs, type JobWork } from './jobs'
import { unheard } from './testing/unheard'

function setUp() {
  const lists: (readonly JobView[])[] = []
  const jobs = new Jobs({ ...unheard, changed: (list) => lists.push(list) })
  const states = (): string[] => jobs.list().map(({ kind, state }) => `${kind} ${state}`)
  return { jobs, lists, states }
}

const cleared = { files: 1, bytes: 2 }
const endless: JobWork<'export'> = (signal) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error))
  })
/** A folder task that only remembers what is asked of it. */
function fakeTask(fields: Partial<FolderTaskView> = {}) {
  const asked: string[] = []
  const view: FolderTaskView = {
    ...{ kind: 'everything', into: null, state: 'running', done: 3, failed: 1, total: 10 },
    ...{ current: 7 as ImageId, secondsLeft: 60, failures: [], problem: null },
    ...fields
  }
  const remember = (name: string) => (): void => void asked.push(name)
  const rememberLater = (name: string) => async (): Promise<void> => {
    await Promise.resolve()
    asked.push(name)
  }
  const job = folderJob(
    {
      ...{ view: () => view, pause: rememberLater('pause'), resume: remember('resume') },
      ...{ cancel: rememberLater('cancel'), dismiss: remember('dismiss') }
    },
    (image) => `image ${image}`
  )
  return { job, asked }
}

test('a job is listed from its start to its dismissal', async () => {
  const { jobs, lists, states } = setUp()
  const id = jobs.start('clear-caches', (_signal, report) => {
    report({ phase: 'deleting', done: 1, total: 4 })
    return Promise.resolve(cleared)
  })
  expect(states()).toEqual(['clear-caches running'])
  await expect.poll(states).toEqual(['clear-caches finished'])
  const progress = { state: 'running', phase: 'deleting', done: 1, total: 4, actions: ['cancel'] }
  expect(lists.map(([job]) => job)).toContainEqual(expect.objectContaining({ id, ...progress }))
  expect(lists.at(-1)).toMatchObject([{ id, state: 'finished', phase: null, actions: ['dismiss'] }])
  await jobs.dismiss(id)
  expect(lists.at(-1)).toEqual([])
  expect(jobs.result(id)).toMatchObject({ kind: 'done' })
})

test('a job that failed says why, and one that was canceled that it was', async () => {
  const { jobs, states } = setUp()
  const full = new ProblemError('disk-full', 'No space', { file: 'a' })
  jobs.start('import', () => Promise.reject(full))
  const id = jobs.start('export', endless)
  await Promise.resolve()
  await jobs.cancel(id)
  await expect.poll(states).toEqual(['import failed', 'export canceled'])
  expect(jobs.list()[0]).toMatchObject({ problems: [{ problem: { kind: 'disk-full' } }], problemCount: 1 })
})

test('a job that cannot pause says so, goes on, and is not dismissed while it runs', async () => {
  const { jobs, states } = setUp()
  const id = jobs.start('export', endless)
  await expect(jobs.pause(id)).rejects.toMatchObject({ kind: 'bad-input' })
  await jobs.dismiss(id)
  expect(states()).toEqual(['export running'])
  await jobs.dispose()
})

test('what a dialog asks is no job of the list', async () => {
  const { jobs, lists } = setUp()
  jobs.start('preflight', () => Promise.reject(new Error('no')))
  expect(jobs.list()).toEqual([])
  await jobs.dispose()
  expect(lists).toEqual([])
})

test('only the last jobs that ended are listed', async () => {
  const { jobs } = setUp()
  const ids = Array.from({ length: 25 }, () => jobs.start('clear-caches', () => Promise.resolve(cleared)))
  await jobs.dispose()
  expect(jobs.list().map(({ id }) => id)).toEqual(ids.slice(-20))
})

test('a folder task is a job like the others, and can pause', async () => {
  const { jobs, lists } = setUp()
  const failures = [{ image: 2 as ImageId, problem: problem('image-missing', '', { file: 'b' }) }]
  const { job, asked } = fakeTask({ failures })
  const attachment = jobs.attach(job)
  expect(jobs.list()).toMatchObject([
    {
      ...{ id: folderJobId, kind: 'segment', state: 'running', done: 4, total: 10, current: 'image 7' },
      ...{ secondsLeft: 60, problems: [{ image: 2, path: 'image 2' }], problemCount: 1 },
      actions: ['pause', 'cancel']
    }
  ])
  await jobs.pause(folderJobId)
  await jobs.resume(folderJobId)
  await jobs.cancel(folderJobId)
  await jobs.dismiss(folderJobId)
  expect(asked).toEqual(['pause', 'resume', 'cancel', 'dismiss'])
  attachment.changed()
  expect(lists).toHaveLength(2)
  attachment.detach()
  attachment.changed()
  expect(lists.at(-1)).toEqual([])
  expect(lists).toHaveLength(3)
})

test('the folder task of another project takes its place', () => {
  const { jobs } = setUp()
  const before = jobs.attach(fakeTask().job)
  jobs.attach(fakeTask({ kind: 'auto-annotate', into: 'differences' }).job)
  before.detach()
  expect(jobs.list()).toMatchObject([{ kind: 'compare' }])
})

test('a folder task that waits for the user says what for', () => {
  const full = problem('disk-full', '', { file: 'project.db' })
  const { job } = fakeTask({
    kind: 'auto-annotate',
    into: 'objects',
    state: 'paused',
    failed: 0,
    problem: full
  })
  expect(job.view()).toMatchObject({
    ...{ kind: 'annotate', state: 'paused', problems: [{ image: null, problem: full }], problemCount: 1 },
    actions: ['resume', 'cancel']
  })
})
