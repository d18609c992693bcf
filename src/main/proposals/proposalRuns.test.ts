import { copyFile, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EventName, Events } from '@shared/ipc/contract'
import type { ProposalsChange } from '@shared/ipc/views'
import { rleFromMask } from '@shared/mask/maskData'
import type { ImageId } from '@shared/schema/ids'
import { samplePath } from '../../imaging/testing/samples'
import type { EverythingRequest } from '../../jobs/folder/services'
import { startTestInference, type TestInference } from '../inference/testing/testInference'
import { ProjectStore } from '../../store/projectStore'
import { broadcastChanges } from '../app/broadcastChanges'
import { ProposalRuns } from './proposalRuns'
import { rleArea } from '@shared/mask/measure'

const patience = { timeout: 120_000, interval: 20 }

let engine: TestInference
let folder: string
let store: ProjectStore
let runs: ProposalRuns
let events: { name: EventName; payload: Events[EventName] }[]
let boats: ImageId
let march: ImageId

beforeAll(async () => {
  engine = await startTestInference()
}, 120_000)
afterAll(() => engine.dispose())

beforeEach(async () => {
  folder = join(engine.folder, 'photos')
  await mkdir(folder)
  await copyFile(samplePath('march-pastoral'), join(folder, 'march.jpg'))
  await copyFile(samplePath('nagasaki-boats'), join(folder, 'boats.jpg'))
  store = (await ProjectStore.open({ folder, userDataDir: engine.folder })).store
  const [first, second] = store.images()
  if (!first || !second) throw new Error('The images were not found')
  boats = first.id
  march = second.id
  engine.inference.useProject(folder, (image) => store.resolveImage(image))
  events = []
  const broadcast = <N extends EventName>(name: N, payload: Events[N]): void => {
    events.push({ name, payload })
  }
  const changes = broadcastChanges(store, broadcast)
  runs = new ProposalRuns({ store, inference: engine.inference, report: changes.proposals })
})
afterEach(async () => {
  await runs.dispose()
  await store.close()
  await rm(folder, { recursive: true })
})

const request = (image: ImageId, pointsPerSide: number): EverythingRequest => {
  return { image, params: { pointsPerSide }, strategy: 'fast' }
}
const changes = (run: string): ProposalsChange[] => {
  return events
    .filter(({ name }) => name === 'proposals.changed')
    .map(({ payload }) => payload as ProposalsChange)
    .filter((change) => change.run === run)
}
const end = (run: string): Promise<ProposalsChange> => {
  return vi.waitFor(() => {
    const last = changes(run).at(-1)
    if (!last || last.state === 'running') throw new Error('The run goes on')
    return last
  }, patience)
}
const begun = (run: string): Promise<void> => {
  return vi.waitFor(() => expect(changes(run).length).toBeGreaterThan(1), patience)
}

describe('proposals of an image', { timeout: 300_000 }, () => {
  it('come as they are found, and are kept as the window was told', async () => {
    const run = runs.start(request(boats, 6))
    expect(runs.load(boats)).toBeNull()
    expect(await end(run)).toMatchObject({ image: boats, state: 'complete', problem: null, total: 36 })
    const told = new Map<string, unknown>()
    for (const { added, removed } of changes(run)) {
      for (const id of removed) told.delete(id)
      for (const proposal of added) told.set(proposal.id, proposal)
    }
    const pool = runs.load(boats)
    expect(pool).toMatchObject({ run: null, modelId: 'mobile-sam', strategy: 'fast', state: 'complete' })
    expect(pool?.params.pointsPerSide).toBe(6)
    expect(pool?.proposals.length).toBeGreaterThan(3)
    expect(new Map(pool?.proposals.map((each) => [each.id, each]))).toEqual(told)
    for (const { mask, area, box } of pool?.proposals ?? []) {
      expect(rleArea(rleFromMask(mask))).toBe(area)
      expect(box.x + box.width).toBeLessThanOrEqual(mask.width)
    }
    const row = events.findLast(({ name }) => name === 'images.changed')?.payload
    expect(row).toEqual([expect.objectContaining({ id: boats, proposals: told.size })])
  })

  it('keep what was found when the run is stopped, until the next run brings something', async () => {
    const run = runs.start(request(boats, 32))
    await begun(run)
    expect(runs.load(boats)).toMatchObject({ run, state: 'running' })
    await runs.stop(boats)
    const { decodes, ...last } = changes(run).at(-1) ?? {}
    expect(last).toMatchObject({ state: 'stopped', problem: null, total: 1024 })
    const kept = runs.load(boats)
    expect(kept).toMatchObject({ run: null, state: 'stopped', decodes })
    const next = runs.start(request(boats, 3))
    expect(runs.load(boats)).toEqual(kept)
    await end(next)
    expect(runs.load(boats)).toMatchObject({ state: 'complete', total: 9 })
  })

  it('stay when the next run fails at once', async () => {
    await end(runs.start(request(boats, 3)))
    const kept = runs.load(boats)
    await rm(join(folder, 'boats.jpg'))
    const problem = { kind: 'image-missing' }
    expect(await end(runs.start(request(boats, 4)))).toMatchObject({ state: 'stopped', problem })
    expect(runs.load(boats)).toEqual(kept)
  })

  it('are none, and the run is complete, where nothing passes the thresholds', async () => {
    const strict = { pointsPerSide: 2, predIouThresh: 1, stabilityScoreThresh: 1 }
    expect(await end(runs.start({ image: march, params: strict, strategy: 'fast' }))).toMatchObject({
      state: 'complete'
    })
    expect(runs.load(march)).toMatchObject({ state: 'complete', proposals: [] })
  })

  it('go on after the engine crashed, without coming twice', async () => {
    const run = runs.start(request(boats, 10))
    await begun(run)
    const dismissed = changes(run).flatMap(({ added }) => added)[0]?.id ?? ''
    store.proposals.setDismissed(boats, [dismissed], true)
    engine.crash()
    expect(await end(run)).toMatchObject({ state: 'complete', problem: null })
    const added = changes(run).flatMap((change) => change.added.map(({ id }) => id))
    const removed = changes(run).flatMap((change) => change.removed)
    const pool = runs.load(boats)
    expect(pool?.proposals.length).toBe(added.length - removed.length)
    const again = pool?.proposals.find(({ id }) => id === dismissed)
    expect(again?.dismissed ?? true).toBe(true)
  })

  it('fail with the reason when the engine crashes again, and keep what was found', async () => {
    const run = runs.start(request(boats, 32))
    await begun(run)
    engine.crash()
    const before = changes(run).length
    await vi.waitFor(() => expect(changes(run).length).toBeGreaterThan(before), patience)
    engine.crash()
    expect(await end(run)).toMatchObject({ state: 'stopped', problem: { kind: 'engine-crashed' } })
    expect(runs.load(boats)?.proposals.length).toBeGreaterThan(0)
  })

  it('that a task looks for make way for those that somebody asked for', async () => {
    const task = runs.runForTask(request(march, 32), new AbortController().signal)
    const superseded = expect(task).rejects.toMatchObject({ kind: 'superseded' })
    await vi.waitFor(() => expect(runs.load(march)?.decodes).toBeGreaterThan(0), patience)
    const run = runs.start(request(boats, 2))
    await superseded
    await runs.whenFree()
    expect(changes(run).at(-1)).toMatchObject({ state: 'complete' })
  })
})
