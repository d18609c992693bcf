import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { JobFinished, ObjectsChanged } from '@shared/ipc/views'
import type { FormatDescription } from '@shared/schema/exporting'
import type { JobId } from '@shared/schema/ids'
import { broadcastChanges } from '../../app/broadcastChanges'
import { FolderTokens } from '../../security/folderTokens'
import { doTask } from '../../../jobs/doTask'
import { Jobs } from '../../../jobs/jobs'
import { exportOptions } from '../../../jobs/testing/exportOptions'
import { workplace } from '../../../store/testing/fixtures'
import { answer, type Handlers } from '../answer'
import type { Context } from './context'
import { exportHandlers } from './exportHandlers'
import { importHandlers } from './importHandlers'

const size = { width: 80, height: 60 }
const broken = Array.from({ length: 130 }, (_, i) => ({ id: 10 + i, image_id: 1, category_id: 1, bbox: [i] }))
const coco = {
  images: [{ id: 1, file_name: 'x/picture.png', ...size }],
  categories: [{ id: 1, name: 'dog' }],
  annotations: [{ id: 1, image_id: 1, category_id: 1, bbox: [10, 10, 30, 20] }, ...broken]
}

/** The handlers over a real project with a picture, and a COCO file beside it; tasks run in this thread. */
async function setUp() {
  const { open, root: folder, userDataDir } = await workplace([])
  await writeFile(join(folder, 'picture.png'), createCanvas(size.width, size.height).toBuffer('image/png'))
  const { store } = await open()
  const home = join(userDataDir, 'elsewhere')
  await mkdir(home, { recursive: true })
  await writeFile(join(home, 'instances.json'), JSON.stringify(coco))
  const finished: JobFinished[] = []
  const changed: ObjectsChanged[] = []
  broadcastChanges(store, (name, payload) => {
    if (name === 'objects.changed') changed.push(payload as ObjectsChanged)
  })
  const jobs = new Jobs({ progress: () => undefined, finished: (each) => finished.push(each) })
  onTestFinished(() => jobs.dispose())
  const context = {
    workspace: {
      store,
      folders: new FolderTokens(),
      exportSource: () => ({ folder, userDataDir })
    },
    jobs,
    runTask: doTask,
    chooseFolder: () => Promise.resolve(home),
    chooseDataset: (kind: string) => Promise.resolve(kind === 'file' ? join(home, 'instances.json') : null)
  } as unknown as Context
  const handlers = { ...importHandlers(context), ...exportHandlers(context) } as Handlers
  const ask = async <T>(name: string, input?: unknown): Promise<T> => {
    const result = await answer(handlers, name, input, () => undefined)
    if (!result.ok) throw Object.assign(new Error(result.problem.message), { kind: result.problem.kind })
    return result.value as T
  }
  /** Starts a job and waits for what it brings. */
  const job = async (name: string, input: unknown) => {
    const { job } = await ask<{ job: JobId }>(name, input)
    await expect.poll(() => finished.some((each) => each.job === job)).toBe(true)
    const end = finished.find((each) => each.job === job)?.result
    if (end?.kind !== 'done') throw new Error(JSON.stringify(end))
    return { job, ...end }
  }
  const objects = (): number => store.images().reduce((sum, image) => sum + image.objects, 0)
  return { store, home, ask, job, changed, objects }
}

describe('the calls of imports', () => {
  it('choose, inspect, import, page through what was left out, undo and redo', async () => {
    const { store, ask, job, changed, objects } = await setUp()
    expect(await ask('import.choose', { kind: 'folder' })).toBeNull()
    const { token, name } = await ask<{ token: string; name: string }>('import.choose', { kind: 'file' })
    expect(name).toBe('instances.json')

    const { report: preview } = await job('import.inspect', { token })
    expect(preview).toMatchObject({
      ...{ format: 'coco', images: 1, objects: 1 },
      candidates: [{ id: 'coco', certainty: expect.any(Number) as unknown }],
      match: { name: { matched: 1, withObjects: 0 }, path: { matched: 1 } },
      classes: [{ name: 'dog', count: 1, suggestedLabel: null }]
    })
    expect(objects()).toBe(0)

    const choice = { token, format: 'coco', classMap: { dog: 'create' }, onExisting: 'add', match: 'name' }
    const outcome = await job('import.start', choice)
    if (outcome.of !== 'import') throw new Error(outcome.of)
    const { report } = outcome
    expect(report).toMatchObject({ matched: 1, objects: 1, newClasses: ['dog'] })
    expect(report.items).toHaveLength(100)
    expect(await ask('import.report', { job: outcome.job, offset: 100 })).toMatchObject({
      offset: 100,
      named: 130
    })
    expect(objects()).toBe(1)
    expect(changed.at(-1)).toMatchObject({ images: [expect.any(Number)], labels: [{}, { name: 'dog' }] })

    expect(await ask('import.history')).toMatchObject({ undo: { import: report.import, images: 1 } })
    const step = { import: report.import }
    expect(await ask('import.undo', step)).toMatchObject({ images: 1, left: 0, history: { undo: null } })
    expect([objects(), store.labels().length]).toEqual([0, 1])
    expect(changed.at(-1)?.labels).toHaveLength(1)
    expect(await ask('import.redo', step)).toMatchObject({ images: 1, history: { redo: null } })
    expect([objects(), store.labels().length]).toEqual([1, 2])
    await expect(ask('import.redo', step)).rejects.toMatchObject({ kind: 'bad-input' })
  })

  it('refuse a token that was never given out', async () => {
    const { ask } = await setUp()
    await expect(ask('import.inspect', { token: 'no-such-token' })).rejects.toMatchObject({
      kind: 'bad-input'
    })
  })
})

describe('tokens', () => {
  it('of a dataset to import are no place to export to', async () => {
    const { ask, home } = await setUp()
    const { token } = await ask<{ token: string }>('import.choose', { kind: 'file' })
    const before = await readdir(home)
    const options = exportOptions({ format: 'csv', images: 'all', imageFiles: 'none' })
    await expect(ask('export.start', { folder: token, options })).rejects.toMatchObject({ kind: 'bad-input' })
    expect(await readdir(home)).toEqual(before)
  })

  it('of a place to export to are no dataset', async () => {
    const { ask } = await setUp()
    const { token } = await ask<{ token: string }>('export.chooseFolder')
    await expect(ask('import.inspect', { token })).rejects.toMatchObject({ kind: 'bad-input' })
    const choice = { token, format: 'coco', classMap: {}, onExisting: 'add', match: 'name' }
    await expect(ask('import.start', choice)).rejects.toMatchObject({ kind: 'bad-input' })
  })
})

describe('the calls of exports', () => {
  it('describe every format, with its options as data', async () => {
    const { ask } = await setUp()
    const formats = await ask<FormatDescription[]>('export.formats')
    expect(formats.map(({ id }) => id)).toEqual(expect.arrayContaining(['coco', 'yolo-obb', 'voc', 'csv']))
    const of = (id: string) => formats.find((format) => format.id === id)
    expect(of('coco')).toMatchObject({ losses: [], options: [{ name: 'rle' }, { name: 'tolerance' }] })
    expect(of('csv')).toMatchObject({ canRead: false, canWrite: true })
    expect(of('yolo')?.losses).toContain('outlines')
  })

  it('check, tell what a tolerance costs, and export', async () => {
    const { ask, job } = await setUp()
    const { token } = await ask<{ token: string }>('import.choose', { kind: 'file' })
    const choice = { token, format: 'coco', classMap: {}, onExisting: 'add', match: 'name' }
    await job('import.start', choice)
    const options = exportOptions({ format: 'yolo', images: 'labelled', imageFiles: 'link' })
    const { report: found } = await job('export.preflight', { options })
    expect(found).toMatchObject({ objects: 1, problems: [{ code: 'class-unused' }] })
    const cost = await job('export.simplifyCost', { tolerance: 1, sample: 10, images: 'all' })
    expect(cost.report).toMatchObject({ objects: 0, iouMin: 1 })
    const folder = (await ask<{ token: string }>('export.chooseFolder')).token
    const outcome = await job('export.start', { folder, options })
    if (outcome.of !== 'export') throw new Error(outcome.of)
    const { report } = outcome
    expect(report).toMatchObject({ objects: 1, lost: 0, images: 1 })
    expect(report.iouMedian).toBeGreaterThan(0.999)
    expect(await readFile(join(report.destination, 'images/train/picture.png'))).toHaveLength(
      createCanvas(size.width, size.height).toBuffer('image/png').length
    )
  })
})
