import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { EventName, Events } from '@shared/ipc/contract'
import type { ImageRow } from '@shared/schema/image'
import type { JobId } from '@shared/schema/ids'
import { labelSchema } from '@shared/schema/label'
import { ProblemError } from '@shared/schema/problem'
import type { Proposal } from '@shared/segment/proposal'
import type { SegmentationUpdate } from '../inference/segmentationClient'
import type { InferenceService } from '../inference/inferenceService'
import type { DetectResult } from '../../engine/process/protocol'
import { doTask } from '../../jobs/doTask'
import { Jobs } from '../../jobs/jobs'
import { ProjectStore } from '../../store/projectStore'
import { idOf, temporaryFolder } from '../../store/testing/fixtures'
import { adding, box } from '../../store/testing/records'
import type { RunGuarded } from '../../store/vet/guarded'
import { doGuarded } from '../../store/vet/doGuarded'
import { answer, type Handlers } from '../ipc/answer'
import type { Context } from '../ipc/handlers/context'
import { editHandlers } from '../ipc/handlers/editHandlers'
import { imageHandlers } from '../ipc/handlers/imageHandlers'
import { importHandlers } from '../ipc/handlers/importHandlers'
import { projectHandlers } from '../ipc/handlers/projectHandlers'
import { proposalHandlers } from '../ipc/handlers/proposalHandlers'
import { taskHandlers } from '../ipc/handlers/taskHandlers'
import type { ImageService } from '../images/imageService'
import { ImageOpener } from './openImage'
import { RecentProjects } from './recentProjects'
import type { SettingsStore } from './settingsStore'
import { Workspace } from './workspace'

const patience = { timeout: 60_000, interval: 5 }
const size = { width: 8, height: 6 }
const named = (file_name: string, id: number) => ({ id, file_name, ...size })
/** So many equal boxes on each of two images. */
const coco = (count: number) => ({
  images: [named('a.png', 1), named('b.png', 2)],
  categories: [{ id: 1, name: 'dog' }],
  annotations: Array.from({ length: 2 * count }, (_, i) => ({
    ...{ id: i + 1, image_id: 1 + (i % 2), category_id: 1, bbox: [0, 0, 8, 2] }
  }))
})

/** A proposal of the upper rows. */
const found = (id: string, rows: number): Proposal => ({
  id,
  rle: { ...size, counts: Uint32Array.of(0, rows * 8, (6 - rows) * 8) },
  bbox: { x: 0, y: 0, width: 8, height: rows },
  area: rows * 8,
  predictedIou: 0.9,
  stability: 0.97,
  point: { x: 4, y: 0.5 },
  cropBox: { x: 0, y: 0, ...size }
})
const detected: DetectResult = {
  ...size,
  objects: [
    {
      ...{ classIndex: 8, className: 'boat', box: { x: 1, y: 1, width: 4, height: 3 }, score: 0.8 },
      ...{ mask: { ...size, counts: Uint32Array.of(0, 24, 24) }, maskScore: 0.9 }
    }
  ]
}

/** An opened project of three pictures behind the calls of the window, with an engine that answers at once. */
async function setUp(boxes = 1) {
  const home = await temporaryFolder()
  const [folder, userData] = [join(home, 'photos'), join(home, 'data')]
  await mkdir(folder)
  for (const name of ['a.png', 'b.png', 'c.png']) await writeFile(join(folder, name), picture())
  const first = await ProjectStore.open({ folder, userDataDir: userData })
  await first.store.close()
  const dataset = join(home, 'instances.json')
  await writeFile(dataset, JSON.stringify(coco(boxes)))
  const events: string[] = []
  const broadcast = <N extends EventName>(name: N, payload: Events[N]): void => {
    const line = lineOf({ name, payload } as AnyEvent)
    if (line !== null) events.push(line)
  }
  let news: SegmentationUpdate[] = []
  let failure: ProblemError | null = null
  const inference = {
    ...{ modelId: 'mobile-sam', useProject: () => undefined, leaveProject: () => undefined },
    ...{ pausePrefetch: () => undefined, ready: () => Promise.resolve(), setAhead: () => undefined },
    ...{ openImage: () => Promise.resolve(), knownEmbedding: () => 'absent', forgive: () => undefined },
    everything: async (_: unknown, __: AbortSignal, onNews: (news: SegmentationUpdate) => void) => {
      await Promise.resolve()
      for (const each of news) onNews(each)
      if (failure) throw failure
    },
    detect: () => Promise.resolve(detected)
  } as unknown as InferenceService
  const detectors = { verified: () => Promise.resolve({ path: 'model.onnx', device: 'cpu' as const }) }
  const jobs = new Jobs({
    progress: () => undefined,
    finished: (finished) => broadcast('job.finished', finished)
  })
  onTestFinished(() => jobs.dispose())
  const workspace = new Workspace({
    ...{ userData, recent: new RecentProjects(userData), inference, detectors, broadcast, jobs },
    guard: doGuarded as RunGuarded
  })
  onTestFinished(() => workspace.close())
  const images = { header: () => Promise.resolve(size) } as unknown as ImageService
  const settings = { current: { encodeAhead: 0 } } as unknown as SettingsStore
  const opener = new ImageOpener({ workspace, images, inference, settings })
  const context = {
    ...{ workspace, jobs, opener, runTask: doTask },
    chooseDataset: () => Promise.resolve(dataset)
  } as unknown as Context
  const handlers = {
    ...{ ...editHandlers(context), ...importHandlers(context), ...imageHandlers(context) },
    ...{ ...proposalHandlers(context), ...taskHandlers(context), ...projectHandlers(context) }
  } as Handlers
  const ask = async <T>(name: string, input?: unknown): Promise<T> => {
    const result = await answer(handlers, name, input, () => undefined)
    if (!result.ok) throw Object.assign(new Error(result.problem.message), { kind: result.problem.kind })
    return result.value as T
  }
  await workspace.open(folder)
  await vi.waitFor(() => expect(events).toContain('images.scan 3 finished'), patience)
  const { store } = workspace
  /** The events of some work, and of what settles after it. */
  const during = async (work: () => unknown, until?: string): Promise<string[]> => {
    events.length = 0
    await work()
    if (until !== undefined) await vi.waitFor(() => expect(events.join('\n')).toContain(until), patience)
    await store.settled()
    return [...events]
  }
  const importAll = async () => {
    const { token } = await ask<{ token: string }>('import.choose', { kind: 'file' })
    const choice = { token, format: 'coco', classMap: { dog: 'create' }, onExisting: 'add', match: 'name' }
    await ask<{ job: JobId }>('import.start', choice)
  }
  const engineFinds = (next: SegmentationUpdate[], then: ProblemError | null = null): void => {
    news = next
    failure = then
  }
  const [a, b, c] = ['a.png', 'b.png', 'c.png'].map((name) => idOf(store, name))
  return { folder, store, ask, during, importAll, engineFinds, ids: { a, b, c } }
}

type AnyEvent = { [N in EventName]: { readonly name: N; readonly payload: Events[N] } }[EventName]

/** An event in a line; null for those that are not of the project's content. */
function lineOf(event: AnyEvent): string | null {
  switch (event.name) {
    case 'images.added':
    case 'images.changed':
      // No row is no news.
      return event.payload.length === 0 ? null : `${event.name} ${event.payload.map(rowText).join(', ')}`
    case 'objects.changed': {
      const { images, labels, labelHistory } = event.payload
      const classes = labels.map(({ name }) => name).join('+')
      return `objects.changed ${images.join('+')} of ${classes}, undo ${labelHistory.undo}`
    }
    case 'proposals.changed': {
      const { image, added, removed, state, decodes, problem } = event.payload
      const found = `+${added.map(({ id }) => id).join('+')} -${removed.join('-')}`
      return `proposals.changed ${image} ${found} ${state} ${decodes} ${problem?.kind ?? 'well'}`
    }
    case 'images.scan':
      return `images.scan ${event.payload.found} ${event.payload.finished ? 'finished' : 'running'}`
    case 'task.changed':
      return `task.changed ${event.payload?.state} ${event.payload?.done}/${event.payload?.total}`
    case 'job.finished':
      return `job.finished ${event.payload.result.kind}`
    default:
      return null
  }
}

function rowText({ path, width, objects, proposals, problem }: ImageRow): string {
  return `${path}:${width ?? '?'}px,${objects}o,${proposals}p${problem === null ? '' : `,${problem.kind}`}`
}

function picture(width = size.width): Buffer {
  return createCanvas(width, size.height).toBuffer('image/png')
}

/** An object over the upper two rows. */
const upper = box('upper', { shape: { kind: 'rect', x: 0, y: 0, width: 8, height: 2 } })
const arrive = (ids: readonly Proposal[], done: boolean, removed: string[] = []): SegmentationUpdate => {
  return { added: ids, removed, decodes: done ? 4 : 2, skipped: 0, total: 4, done }
}
const twoFound = [arrive([found('1', 2), found('2', 4)], true)]
const start = (image: unknown) => ({ image, params: { pointsPerSide: 2 }, strategy: 'fast' })

it('edits of one image', async () => {
  const { ask, during, engineFinds, ids } = await setUp()
  engineFinds(twoFound)
  await during(() => ask('proposals.start', start(ids.a)), 'complete')
  const edit = { image: ids.a, name: 'add-rect', diff: adding(upper) }
  expect({
    commit: await during(() => ask('edit.commit', edit)),
    nothing: await during(() => ask('edit.commit', { ...edit, diff: adding() })),
    refused: await during(() => ask('edit.commit', edit).catch(() => undefined)),
    undo: await during(() => ask('edit.undo', { image: ids.a })),
    none: await during(() => ask('edit.undo', { image: ids.a })),
    redo: await during(() => ask('edit.redo', { image: ids.a }))
  }).toMatchInlineSnapshot(`
    {
      "commit": [
        "images.changed a.png:?px,1o,0p",
      ],
      "none": [
        "images.changed a.png:?px,0o,2p",
      ],
      "nothing": [
        "images.changed a.png:?px,1o,0p",
      ],
      "redo": [
        "images.changed a.png:?px,1o,0p",
      ],
      "refused": [],
      "undo": [
        "images.changed a.png:?px,0o,2p",
      ],
    }
  `)
})

it('edits of classes', async () => {
  const { ask, during } = await setUp()
  const cat = labelSchema.parse({ id: 2, name: 'cat', color: '#123456' })
  const diff = { added: { 2: cat }, updated: {}, removed: {} }
  expect({
    commit: await during(() => ask('labels.commit', { name: 'label-add', diff })),
    undo: await during(() => ask('labels.undo')),
    redo: await during(() => ask('labels.redo'))
  }).toMatchInlineSnapshot(`
    {
      "commit": [],
      "redo": [],
      "undo": [],
    }
  `)
})

it('an import, taken back and done again', async () => {
  // Time stands still, so that everything is settled in one slice.
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0)
  onTestFinished(() => clock.mockRestore())
  const { ask, during, importAll, engineFinds, ids } = await setUp()
  engineFinds(twoFound)
  await during(() => ask('proposals.start', start(ids.b)), 'complete')
  const imported = await during(importAll, 'job.finished')
  const { undo } = await ask<{ undo: { import: number } }>('import.history')
  expect({
    imported,
    undone: await during(() => ask('import.undo', { import: undo.import })),
    redone: await during(() => ask('import.redo', { import: undo.import })),
    undoneByOneImage: await during(() => ask('edit.undo', { image: ids.a })),
    redoneByOneImage: await during(() => ask('edit.redo', { image: ids.b })),
    refused: await during(() => ask('import.redo', { import: undo.import }).catch(() => undefined))
  }).toMatchInlineSnapshot(`
    {
      "imported": [
        "objects.changed 1+2 of object+dog, undo import",
        "images.changed a.png:8px,1o,0p, b.png:8px,1o,0p",
        "job.finished done",
      ],
      "redone": [
        "objects.changed 1+2 of object+dog, undo import",
        "images.changed a.png:8px,1o,0p, b.png:8px,1o,0p",
      ],
      "redoneByOneImage": [
        "images.changed b.png:8px,1o,0p",
        "objects.changed 1 of object+dog, undo import",
        "images.changed a.png:8px,1o,0p",
      ],
      "refused": [],
      "undone": [
        "objects.changed 1+2 of object, undo null",
        "images.changed a.png:8px,0o,0p, b.png:8px,0o,2p",
      ],
      "undoneByOneImage": [
        "images.changed a.png:8px,0o,0p",
        "objects.changed 2 of object, undo null",
        "images.changed b.png:8px,0o,2p",
      ],
    }
  `)
})

it('an import that is pending for a while', async () => {
  const { ask, during, importAll, engineFinds, ids } = await setUp(2000)
  engineFinds(twoFound)
  await during(() => ask('proposals.start', start(ids.b)), 'complete')
  const imported = await during(importAll, 'job.finished')
  const { undo } = await ask<{ undo: { import: number } }>('import.history')
  expect({
    imported,
    undone: await during(() => ask('import.undo', { import: undo.import })),
    redone: await during(() => ask('import.redo', { import: undo.import })),
    undoneByOneImage: await during(() => ask('edit.undo', { image: ids.a }))
  }).toMatchInlineSnapshot(`
    {
      "imported": [
        "objects.changed 1+2 of object+dog, undo import",
        "images.changed a.png:8px,2000o,0p, b.png:8px,2000o,2p",
        "job.finished done",
        "images.changed b.png:8px,2000o,0p",
      ],
      "redone": [
        "objects.changed 1+2 of object+dog, undo import",
        "images.changed a.png:8px,2000o,0p, b.png:8px,2000o,2p",
        "images.changed b.png:8px,2000o,0p",
      ],
      "undone": [
        "objects.changed 1+2 of object+dog, undo import",
        "images.changed a.png:8px,0o,0p, b.png:8px,0o,0p",
        "objects.changed  of object, undo null",
        "images.changed b.png:8px,0o,2p",
      ],
      "undoneByOneImage": [
        "images.changed a.png:8px,0o,0p",
        "objects.changed 2 of object+dog, undo import",
        "images.changed b.png:8px,0o,2p",
        "objects.changed  of object, undo null",
      ],
    }
  `)
})

it('runs of whole-image segmentation', async () => {
  const { ask, during, engineFinds, ids } = await setUp()
  const run = (news: SegmentationUpdate[], state: string, failure: ProblemError | null = null) => {
    engineFinds(news, failure)
    return during(() => ask('proposals.start', start(ids.a)), state)
  }
  const crash = new ProblemError('engine-crashed', 'It crashed', { reason: 'a test' })
  const nothingNew = { ...arrive([], false), decodes: 3 }
  expect({
    run: await run(
      [arrive([], false), arrive([found('1', 2)], false), nothingNew, arrive([found('2', 4)], true, ['1'])],
      'complete'
    ),
    nothingFound: await run([arrive([], true)], 'complete'),
    failedAtOnce: await run([], 'stopped', crash),
    failedLater: await run([arrive([found('1', 2), found('2', 4)], false)], 'stopped', crash)
  }).toMatchInlineSnapshot(`
    {
      "failedAtOnce": [
        "proposals.changed 1 + - stopped 0 engine-crashed",
        "images.changed a.png:?px,0o,0p",
      ],
      "failedLater": [
        "proposals.changed 1 +1+2 - running 2 well",
        "images.changed a.png:?px,0o,2p",
        "proposals.changed 1 + - stopped 2 engine-crashed",
        "images.changed a.png:?px,0o,2p",
      ],
      "nothingFound": [
        "proposals.changed 1 + - complete 4 well",
        "images.changed a.png:?px,0o,0p",
      ],
      "run": [
        "proposals.changed 1 +1 - running 2 well",
        "images.changed a.png:?px,0o,1p",
        "proposals.changed 1 + - running 3 well",
        "proposals.changed 1 +2 -1 complete 4 well",
        "images.changed a.png:?px,0o,1p",
      ],
    }
  `)
})

it('proposals that are loaded, dismissed, filtered, put away, brought back and accepted', async () => {
  const { ask, during, engineFinds, ids } = await setUp()
  engineFinds(twoFound)
  await during(() => ask('proposals.start', start(ids.a)), 'complete')
  const image = ids.a
  const dismiss = (dismissed: boolean) => ask('proposals.setDismissed', { image, ids: ['1'], dismissed })
  const filters = { minScore: 0.95, minStability: 0, minArea: 0, maxArea: null, hideCovered: true }
  expect({
    load: await during(() => ask('proposals.load', { image })),
    dismiss: await during(() => dismiss(true)),
    restore: await during(() => dismiss(false)),
    filter: await during(() => ask('proposals.setFilters', { image, filters })),
    discard: await during(() => ask('proposals.discard', { image })),
    bringBack: await during(() => ask('proposals.restore', { image })),
    accept: await during(() => ask('edit.commit', { image, name: 'adopt', diff: adding(upper) }))
  }).toMatchInlineSnapshot(`
    {
      "accept": [
        "images.changed a.png:?px,1o,0p",
      ],
      "bringBack": [
        "images.changed a.png:?px,0o,0p",
      ],
      "discard": [
        "images.changed a.png:?px,0o,0p",
      ],
      "dismiss": [
        "images.changed a.png:?px,0o,1p",
      ],
      "filter": [
        "images.changed a.png:?px,0o,0p",
      ],
      "load": [],
      "restore": [
        "images.changed a.png:?px,0o,2p",
      ],
    }
  `)
})

it('folder jobs', async () => {
  const { ask, during, engineFinds, store } = await setUp()
  engineFinds(twoFound)
  const job = (fields: object) => during(() => ask('task.start', { images: 'all', ...fields }), 'finished')
  const annotate = {
    ...{ kind: 'auto-annotate', model: 'yolox-nano', onObjects: 'add' },
    classes: [{ index: 8, labelId: store.labels()[0]?.id }],
    ...{ confidence: 0.4, iou: 0.7, maxDetections: 9, minSize: 1 }
  }
  expect({
    segment: await job({
      ...{ kind: 'everything', params: { pointsPerSide: 2 }, strategy: 'fast', onlyWithout: true }
    }),
    objects: await job({ ...annotate, into: 'objects' }),
    nothingNew: await job({ ...annotate, into: 'objects' }),
    pool: await job({ ...annotate, into: 'pool' }),
    differences: await job({ ...annotate, into: 'differences' })
  }).toMatchInlineSnapshot(`
    {
      "differences": [
        "task.changed running 0/3",
        "task.changed running 1/3",
        "task.changed running 2/3",
        "task.changed finished 3/3",
      ],
      "nothingNew": [
        "task.changed running 0/3",
        "task.changed running 1/3",
        "task.changed running 2/3",
        "task.changed finished 3/3",
      ],
      "objects": [
        "task.changed running 0/3",
        "objects.changed 1 of object, undo null",
        "images.changed a.png:?px,1o,0p",
        "task.changed running 1/3",
        "objects.changed 2 of object, undo null",
        "images.changed b.png:?px,1o,0p",
        "task.changed running 2/3",
        "objects.changed 3 of object, undo null",
        "images.changed c.png:?px,1o,0p",
        "task.changed finished 3/3",
      ],
      "pool": [
        "task.changed running 0/3",
        "proposals.changed 1 +detected-0 - complete 1 well",
        "images.changed a.png:?px,1o,0p",
        "task.changed running 1/3",
        "proposals.changed 2 +detected-0 - complete 1 well",
        "images.changed b.png:?px,1o,0p",
        "task.changed running 2/3",
        "proposals.changed 3 +detected-0 - complete 1 well",
        "images.changed c.png:?px,1o,0p",
        "task.changed finished 3/3",
      ],
      "segment": [
        "task.changed running 0/3",
        "proposals.changed 1 +1+2 - complete 4 well",
        "images.changed a.png:?px,0o,2p",
        "task.changed running 1/3",
        "proposals.changed 2 +1+2 - complete 4 well",
        "images.changed b.png:?px,0o,2p",
        "task.changed running 2/3",
        "proposals.changed 3 +1+2 - complete 4 well",
        "images.changed c.png:?px,0o,2p",
        "task.changed finished 3/3",
      ],
    }
  `)
})

it('searches of the folder', async () => {
  const { folder, ask, during, ids } = await setUp()
  const scan = () => during(() => ask('project.rescan'))
  await ask('edit.commit', { image: ids.a, name: 'add-rect', diff: adding(upper) })
  await ask('edit.commit', { image: ids.b, name: 'add-rect', diff: adding(upper) })
  const nothingNew = await scan()
  await writeFile(join(folder, 'd.png'), picture(12))
  await mkdir(join(folder, 'x'))
  await rename(join(folder, 'a.png'), join(folder, 'x', 'a.png'))
  await rename(join(folder, 'b.png'), join(folder, '..', 'b.png'))
  await writeFile(join(folder, 'c.png'), picture(99))
  expect({ nothingNew, after: await scan(), again: await scan() }).toMatchInlineSnapshot(`
    {
      "after": [
        "images.scan 0 running",
        "images.added d.png:?px,0o,0p",
        "images.changed c.png:?px,0o,0p",
        "images.scan 2 running",
        "images.scan 3 running",
        "images.changed x/a.png:?px,1o,0p",
        "images.changed b.png:?px,1o,0p,image-missing",
        "images.scan 3 finished",
      ],
      "again": [
        "images.scan 0 running",
        "images.scan 2 running",
        "images.scan 3 running",
        "images.scan 3 finished",
      ],
      "nothingNew": [
        "images.scan 0 running",
        "images.scan 3 running",
        "images.scan 3 finished",
      ],
    }
  `)
})

it('images that are opened', async () => {
  const { ask, during, ids } = await setUp()
  expect({
    first: await during(() => ask('image.open', { image: ids.a })),
    again: await during(() => ask('image.open', { image: ids.a })),
    retry: await during(() => ask('image.retry', { image: ids.a }))
  }).toMatchInlineSnapshot(`
    {
      "again": [],
      "first": [
        "images.changed a.png:8px,0o,0p",
      ],
      "retry": [],
    }
  `)
})
