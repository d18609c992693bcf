import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EventName, Events } from '@shared/ipc/contract'
import type { FolderTaskView, ObjectsChanged } from '@shared/ipc/views'
import type { ImageId, LabelId } from '@shared/schema/ids'
import type { ModelId } from '@shared/schema/models'
import { ProblemError } from '@shared/schema/problem'
import type { TaskStart } from '@shared/schema/task'
import { broadcastChanges } from './broadcastChanges'
import { Jobs } from '../../jobs/jobs'
import { unheard } from '../../jobs/testing/unheard'
import { ProjectWork } from './projectWork'
import { BOAT, writeBoatDetector } from '../../engine/detect/testing/boatDetector'
import { samplePath } from '../../imaging/testing/samples'
import { startTestInference, type TestInference } from '../inference/testing/testInference'
import { ProjectStore } from '../../store/projectStore'

const patience = { timeout: 120_000, interval: 20 }

type AnnotateStart = Extract<TaskStart, { kind: 'auto-annotate' }>

describe('automatic annotation', { timeout: 300_000 }, () => {
  let path: string
  let engine: TestInference
  let folder: string
  let store: ProjectStore
  let work: ProjectWork
  let objectsChanged: ObjectsChanged[]
  let settings: AnnotateStart
  /** When images were asked for, and answered. */
  let asked: string[]

  beforeAll(async () => {
    engine = await startTestInference()
    path = await writeBoatDetector(engine.folder)
  }, 120_000)
  afterAll(() => engine.dispose())

  beforeEach(async () => {
    folder = join(engine.folder, 'photos')
    await mkdir(folder)
    await copyFile(samplePath('nagasaki-boats'), join(folder, 'a.jpg'))
    await copyFile(samplePath('nagasaki-boats'), join(folder, 'b.jpg'))
    await open()
    const labelId = store.labels()[0]?.id ?? (0 as LabelId)
    settings = {
      kind: 'auto-annotate',
      model: 'yolox-nano' as ModelId,
      images: 'all',
      classes: [{ index: BOAT, labelId }],
      confidence: 0.4,
      iou: 0.7,
      maxDetections: 2,
      minSize: 10,
      into: 'objects',
      onObjects: 'skip'
    }
  })
  afterEach(async () => {
    await close()
    await rm(folder, { recursive: true })
  })

  async function open(): Promise<void> {
    objectsChanged = []
    asked = []
    const options = { folder, userDataDir: engine.folder, firstLabel: 'boat' }
    store = (await ProjectStore.open(options)).store
    engine.inference.useProject(folder, (image) => store.resolveImage(image))
    const broadcast = <N extends EventName>(name: N, payload: Events[N]): void => {
      if (name === 'objects.changed') objectsChanged.push(payload as ObjectsChanged)
    }
    const detectors = {
      verified: (id: ModelId) =>
        id === 'yolox-nano'
          ? Promise.resolve({ path, device: 'cpu' as const })
          : Promise.reject(new ProblemError('model-missing', `There is no model ${id}`, { file: id }))
    }
    const { inference: real } = engine
    const inference = Object.assign(Object.create(real) as typeof real, {
      detect(...[request, signal]: Parameters<typeof real.detect>) {
        const name = store.image(request.image)?.path
        asked.push(`${name} asked`)
        return real.detect(request, signal).finally(() => asked.push(`${name} answered`))
      }
    })
    work = new ProjectWork(store, {
      ...{ inference, detectors, broadcast },
      jobs: new Jobs(unheard),
      changes: broadcastChanges(store, broadcast)
    })
  }

  async function close(): Promise<void> {
    await work.dispose()
    await store.close()
  }

  const ids = (): ImageId[] => store.images().map(({ id }) => id)
  const until = (fields: Partial<FolderTaskView>): Promise<void> => {
    return vi.waitFor(() => expect(work.task.view()).toMatchObject(fields), patience)
  }
  const run = async (change: Partial<AnnotateStart> = {}): Promise<void> => {
    await work.task.start({ ...settings, ...change })
    await until({ state: 'finished' })
  }

  it('makes objects, one undoable step an image, and leaves images alone that have some', async () => {
    await run()
    for (const image of ids()) {
      const objects = store.annotations(image)
      expect(objects.length).toBeGreaterThan(0)
      expect(objects[0]).toMatchObject({ source: 'detector', modelId: 'yolox-nano', shape: { kind: 'mask' } })
      expect(store.history(image)).toEqual({ undo: 'auto-annotate', redo: null })
    }
    expect(objectsChanged.map(({ images }) => images)).toEqual(ids().map((image) => [image]))
    const [first] = ids() as [ImageId]
    await store.undo(first)
    expect(store.annotations(first)).toEqual([])
    await run()
    expect(work.task.view()).toMatchObject({ total: 1, done: 1 })
    // What is there already is not added again.
    const before = ids().map((image) => store.annotations(image))
    await run({ onObjects: 'add' })
    expect(ids().map((image) => store.annotations(image))).toEqual(before)
  })

  it('looks for the objects of the next image while one is encoded and outlined', async () => {
    await run()
    expect(asked).toEqual(['a.jpg asked', 'b.jpg asked', 'a.jpg answered', 'b.jpg answered'])
  })

  it('fills pools of proposals that carry their class', async () => {
    const [image] = ids() as [ImageId]
    await run({ into: 'pool', images: [image] })
    const pool = store.proposals.load(image)
    expect(pool).toMatchObject({ state: 'complete', modelId: 'yolox-nano, mobile-sam' })
    const labelId = settings.classes[0]?.labelId
    expect(pool?.proposals[0]).toMatchObject({ dismissed: false, detected: { labelId } })
    expect(store.annotations(image)).toEqual([])
    expect(store.image(image)?.proposals).toBe(pool?.proposals.length)
  })

  it('lists differences and writes nothing, also after a restart', async () => {
    const [first] = ids() as [ImageId]
    await run({ images: [first] })
    const before = store.annotations(first)
    await run({ into: 'differences' })
    expect(work.task.view()).toMatchObject({ kind: 'auto-annotate', into: 'differences', done: 2 })
    const results = store.tasks.results()
    expect(results.find(({ image }) => image === first)).toBeUndefined()
    const [other] = results
    expect(other?.differences.map(({ kind }) => kind)).toEqual(before.map(() => 'unlabelled'))
    expect(store.annotations(other?.image ?? first)).toEqual([])
    await close()
    await open()
    expect(store.tasks.results()).toEqual(results)
  })

  it('goes on past images that fail, is paused and goes on after a restart', async () => {
    await writeFile(join(folder, 'a.jpg'), 'no picture')
    await work.task.start(settings)
    await work.task.pause()
    await close()
    await open()
    work.task.begin()
    expect(work.task.view()).toMatchObject({ state: 'paused', done: 0 })
    work.task.resume()
    await until({ state: 'finished', done: 1, failed: 1 })
    expect(work.task.view()?.failures).toMatchObject([{ problem: { kind: 'image-unreadable' } }])
    expect(store.annotations(ids()[1] ?? (0 as ImageId)).length).toBeGreaterThan(0)
  })

  it('does not begin with a model that is not there', async () => {
    const start = work.task.start({ ...settings, model: 'gone' as ModelId })
    await expect(start).rejects.toMatchObject({ kind: 'model-missing' })
    expect(work.task.view()).toBeNull()
  })
})
