import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EventName, Events } from '@shared/ipc/contract'
import type { EngineView, FolderTaskView, ProposalsChange } from '@shared/ipc/views'
import type { ImageId } from '@shared/schema/ids'
import type { TaskStart } from '@shared/schema/task'
import { broadcastChanges } from './broadcastChanges'
import { Jobs } from '../../jobs/jobs'
import { unheard } from '../../jobs/testing/unheard'
import { ProjectWork } from './projectWork'
import { samplePath } from '../../imaging/testing/samples'
import { startTestInference, type TestInference } from '../inference/testing/testInference'
import { ProjectStore } from '../../store/projectStore'
import { noDetectors } from '../../jobs/folder/testing/noDetectors'

const patience = { timeout: 120_000, interval: 20 }
const settings: TaskStart = {
  kind: 'everything',
  images: 'all',
  params: { pointsPerSide: 3 },
  strategy: 'fast',
  onlyWithout: true
}
/** So many points that nothing is done before a test has looked. */
const slow: TaskStart = { ...settings, params: { pointsPerSide: 24 } }

let engine: TestInference
let folder: string
let store: ProjectStore
let work: ProjectWork
let views: (FolderTaskView | null)[]
let changes: ProposalsChange[]

/** How far encode-ahead was, whenever that changed. */
let ahead: EngineView['ahead'][] = []

beforeAll(async () => {
  engine = await startTestInference({ engine: (view) => ahead.push(view.ahead) })
}, 120_000)
afterAll(() => engine.dispose())

beforeEach(async () => {
  folder = join(engine.folder, 'photos')
  await mkdir(folder)
  await copyFile(samplePath('march-pastoral'), join(folder, 'c.jpg'))
  await copyFile(samplePath('nagasaki-boats'), join(folder, 'a.jpg'))
  await copyFile(samplePath('nagasaki-boats'), join(folder, 'b.jpg'))
  await open()
})
afterEach(async () => {
  await close()
  await rm(folder, { recursive: true })
})

/** As opening a project does. */
async function open(): Promise<void> {
  views = []
  changes = []
  store = (await ProjectStore.open({ folder, userDataDir: engine.folder })).store
  engine.inference.useProject(folder, (image) => store.resolveImage(image))
  const broadcast = <N extends EventName>(name: N, payload: Events[N]): void => {
    if (name === 'task.changed') views.push(payload as FolderTaskView | null)
    if (name === 'proposals.changed') changes.push(payload as ProposalsChange)
  }
  work = new ProjectWork(store, {
    ...{ inference: engine.inference, detectors: noDetectors, broadcast },
    jobs: new Jobs(unheard),
    changes: broadcastChanges(store, broadcast)
  })
}

async function close(): Promise<void> {
  await work.dispose()
  await store.close()
}

const idOf = (path: string): ImageId => {
  const row = store.images().find((image) => image.path === path)
  if (!row) throw new Error(`There is no ${path}`)
  return row.id
}
const counts = (): number[] => store.images().map(({ proposals }) => proposals)
const until = (fields: Partial<FolderTaskView>): Promise<void> => {
  return vi.waitFor(() => expect(work.task.view()).toMatchObject(fields), patience)
}
/** Some of the image's points are decoded. */
const underWay = (path: string): Promise<void> => {
  return vi.waitFor(() => {
    expect(work.proposals.load(idOf(path))).toMatchObject({ state: 'running' })
  }, patience)
}

describe('a folder task', { timeout: 300_000 }, () => {
  it('fills the pools of all images, and tells how far it is', async () => {
    expect(work.task.view()).toBeNull()
    expect(await work.task.start(settings)).toMatchObject({ state: 'running', done: 0, total: 3 })
    await expect(work.task.start(settings)).rejects.toMatchObject({ kind: 'task-running' })
    await until({ state: 'finished', done: 3, failed: 0, current: null })
    expect(counts().every((count) => count > 0)).toBe(true)
    expect(views.map((view) => view?.current)).toEqual(
      expect.arrayContaining(['a.jpg', 'b.jpg', 'c.jpg'].map(idOf))
    )
    const secondsLeft = views.find((view) => view?.done === 1)?.secondsLeft
    expect(secondsLeft).toBeGreaterThan(0)
    expect(changes.filter(({ state }) => state === 'complete').map(({ image }) => image)).toEqual(
      ['a.jpg', 'b.jpg', 'c.jpg'].map(idOf)
    )
    work.task.dismiss()
    expect(work.task.view()).toBeNull()
  })

  it('leaves out images that have what it would do, but not those done otherwise', async () => {
    await work.task.start({ ...settings, images: [idOf('b.jpg')] })
    await until({ state: 'finished', total: 1 })
    expect(counts().map((count) => count > 0)).toEqual([false, true, false])
    await work.task.start(settings)
    await until({ state: 'finished', total: 2 })
    const finer = { ...settings, images: [idOf('b.jpg')], params: { pointsPerSide: 4 } }
    await work.task.start(finer)
    await until({ state: 'finished', total: 1 })
    await work.task.start({ ...finer, onlyWithout: false })
    await until({ state: 'finished', total: 1, done: 1 })
    expect(work.proposals.load(idOf('b.jpg'))).toMatchObject({ total: 16 })
    await work.task.start(finer)
    await until({ state: 'finished', total: 0 })
  })

  it('goes on past images that fail, and says why', async () => {
    await writeFile(join(folder, 'b.jpg'), 'no picture')
    await rm(join(folder, 'a.jpg'))
    await work.task.start(settings)
    await until({ state: 'finished', done: 1, failed: 2 })
    expect(work.task.view()?.failures).toMatchObject([
      { image: idOf('a.jpg'), problem: { kind: 'image-missing', params: { file: 'a.jpg' } } },
      { image: idOf('b.jpg'), problem: { kind: 'image-unreadable', params: { file: 'b.jpg' } } }
    ])
    expect(counts()[2]).toBeGreaterThan(0)
  })

  it('goes on by itself when the project is opened again, and does nothing twice', async () => {
    await work.task.start(settings)
    await until({ done: 1 })
    await close()
    await open()
    expect(work.task.view()).toMatchObject({ state: 'running', done: 1, total: 3 })
    work.task.begin()
    await until({ state: 'finished', done: 3 })
    expect(changes.map(({ image }) => image)).not.toContain(idOf('a.jpg'))
  })

  it('is paused and goes on later, also after a restart', async () => {
    await work.task.start(slow)
    await underWay('a.jpg')
    await work.task.pause()
    expect(work.task.view()).toMatchObject({ state: 'paused', done: 0, current: null })
    expect(work.proposals.load(idOf('a.jpg'))).toMatchObject({ state: 'stopped' })
    await close()
    await open()
    work.task.begin()
    expect(work.task.view()).toMatchObject({ state: 'paused', done: 0, total: 3 })
    expect(changes).toEqual([])
    work.task.resume()
    expect(work.task.view()).toMatchObject({ state: 'running' })
    await underWay('a.jpg')
  })

  it('ends when it is cancelled', async () => {
    await work.task.start(slow)
    await underWay('a.jpg')
    await work.task.cancel()
    expect(work.task.view()).toMatchObject({ state: 'cancelled', done: 0 })
    const told = changes.length
    await work.task.start({ ...settings, images: [idOf('c.jpg')] })
    await until({ state: 'finished', done: 1 })
    expect(new Set(changes.slice(told).map(({ image }) => image))).toEqual(new Set([idOf('c.jpg')]))
  })

  it('makes way for a run that is waited for, and does its image afterwards', async () => {
    await work.task.start({ ...slow, images: [idOf('a.jpg')], params: { pointsPerSide: 12 } })
    await underWay('a.jpg')
    const run = work.proposals.start({ image: idOf('c.jpg'), params: { pointsPerSide: 3 }, strategy: 'fast' })
    await until({ state: 'finished', done: 1 })
    const ends = changes.filter(({ state }) => state === 'complete')
    expect(ends.map(({ image }) => image)).toEqual([idOf('c.jpg'), idOf('a.jpg')])
    expect(ends[0]?.run).toBe(run)
  })

  it('makes way for an image that is opened, and for prompts', async () => {
    await work.task.start(slow)
    await underWay('a.jpg')
    await engine.inference.openImage(idOf('c.jpg'))
    const prompt = { points: [{ x: 500, y: 250, label: 1 as const }], box: null }
    const predicted = await engine.inference.predict({
      image: idOf('c.jpg'),
      stream: 'prompt',
      prompt,
      previous: null
    })
    expect(predicted.selected.area).toBeGreaterThan(0)
    expect(work.task.view()).toMatchObject({ state: 'running', current: idOf('a.jpg') })
  })

  it('leaves an image be that somebody segments otherwise, or ends', async () => {
    await work.task.start({ ...slow, images: [idOf('a.jpg'), idOf('b.jpg')] })
    await underWay('a.jpg')
    work.proposals.start({ image: idOf('a.jpg'), params: { pointsPerSide: 3 }, strategy: 'fast' })
    await underWay('b.jpg')
    await work.proposals.stop(idOf('b.jpg'))
    await until({ state: 'finished', done: 2, failed: 0 })
    expect(work.proposals.load(idOf('a.jpg'))).toMatchObject({ state: 'complete', total: 9 })
    expect(work.proposals.load(idOf('b.jpg'))).toMatchObject({ state: 'stopped', total: 576 })
  })

  it('holds encode-ahead back until it has ended', async () => {
    await work.task.start(slow)
    await underWay('a.jpg')
    ahead = []
    engine.inference.setAhead([idOf('b.jpg'), idOf('c.jpg')])
    await vi.waitFor(() => expect(ahead.length).toBeGreaterThan(0), patience)
    expect(ahead.every(({ total }) => total === 0)).toBe(true)
    await work.task.cancel()
    await vi.waitFor(() => expect(ahead.at(-1)).toEqual({ done: 2, total: 2 }), patience)
  })

  it('goes on after the engine crashed', async () => {
    await work.task.start({ ...settings, params: { pointsPerSide: 8 } })
    await underWay('b.jpg')
    engine.crash()
    await until({ state: 'finished', done: 3, failed: 0 })
  })
})
