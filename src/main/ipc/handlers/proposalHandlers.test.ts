import { describe, expect, it, onTestFinished } from 'vitest'
import type { EventName } from '@shared/ipc/contract'
import type { ImageRow } from '@shared/schema/image'
import { defaultPoolFilters } from '@shared/schema/proposal'
import { broadcastChanges } from '../../app/broadcastChanges'
import { Jobs } from '../../../jobs/jobs'
import { unheard } from '../../../jobs/testing/unheard'
import { ProjectWork } from '../../app/projectWork'
import { idOf, workplace } from '../../../store/testing/fixtures'
import { delivery, poolSettings, proposal } from '../../../store/testing/proposals'
import { noDetectors } from '../../../jobs/folder/testing/noDetectors'
import { answer, type Handlers } from '../answer'
import type { Context } from './context'
import { proposalHandlers } from './proposalHandlers'
import { taskHandlers } from './taskHandlers'

/** The handlers over a real project with a pool of three; the engine is never asked. */
async function setUp() {
  const { open } = await workplace()
  const { store } = await open()
  const image = idOf(store, 'a.jpg')
  const found = [proposal('0.0.0'), proposal('0.1.0', 3), proposal('0.2.0', 4)]
  store.proposals.begin(image, poolSettings, delivery(found, { state: 'complete' }))
  const rows: ImageRow[] = []
  const broadcast = (name: EventName, payload: unknown): void => {
    if (name === 'images.changed') rows.push(...(payload as ImageRow[]))
  }
  const inference = {
    modelId: '',
    ready: () => Promise.resolve(),
    everything: () => Promise.reject(new Error('The engine was asked')),
    detect: () => Promise.reject(new Error('The engine was asked')),
    pausePrefetch: () => undefined
  }
  const work = new ProjectWork(store, {
    ...{ inference, detectors: noDetectors, broadcast },
    jobs: new Jobs(unheard),
    changes: broadcastChanges(store, broadcast)
  })
  onTestFinished(() => work.dispose())
  const context = { workspace: { store, work } } as unknown as Context
  const handlers = { ...proposalHandlers(context), ...taskHandlers(context) } as Handlers
  const ask = (name: string, input: unknown) => answer(handlers, name, input, () => undefined)
  return { image, found, rows, ask }
}

describe('the calls of proposals', () => {
  it('give the pool, or null', async () => {
    const { image, found, ask } = await setUp()
    const value = { image, run: null, state: 'complete', proposals: found }
    expect(await ask('proposals.load', { image })).toMatchObject({ ok: true, value })
    expect(await ask('proposals.load', { image: 999 })).toEqual({ ok: true, value: null })
  })

  it('put proposals away and bring them back, and the list shows how many are left', async () => {
    const { image, rows, ask } = await setUp()
    await ask('proposals.setDismissed', { image, ids: ['0.0.0', '0.1.0'], dismissed: true })
    await ask('proposals.setDismissed', { image, ids: ['0.0.0'], dismissed: false })
    expect(rows.map(({ proposals }) => proposals)).toEqual([1, 2])
  })

  it('put the pool away and bring it back as it was', async () => {
    const { image, rows, ask } = await setUp()
    const before = await ask('proposals.load', { image })
    await ask('proposals.discard', { image })
    expect(await ask('proposals.load', { image })).toEqual({ ok: true, value: null })
    expect(await ask('proposals.restore', { image })).toEqual(before)
    expect(rows.map(({ proposals }) => proposals)).toEqual([0, 3])
  })

  it('keep the filters with the pool', async () => {
    const { image, ask } = await setUp()
    const filters = { ...defaultPoolFilters, minScore: 0.9, maxArea: 5000 }
    await ask('proposals.setFilters', { image, filters })
    expect(await ask('proposals.load', { image })).toMatchObject({ value: { filters } })
  })

  it.each([
    [{ pointsPerSide: 0 }, 'params.pointsPerSide: pointsPerSide is 0, but must be an integer from 1 to 256'],
    [{ predIouThresh: 1.5 }, 'params.predIouThresh: predIouThresh is 1.5, but must be a number from 0 to 1'],
    [{ pointsStride: 8, pointsPerSide: 8 }, 'pointsStride and pointsPerSide are mutually exclusive']
  ])('refuse the settings %j and say what they may be', async (params, reason) => {
    const { image, ask } = await setUp()
    const refused = { ok: false, problem: { kind: 'bad-input' } }
    const asked = await ask('proposals.start', { image, params, strategy: 'fast' })
    expect(asked).toMatchObject(refused)
    expect(JSON.stringify(asked)).toContain(reason)
    const task = { kind: 'everything', images: 'all', params, strategy: 'fast', onlyWithout: true }
    expect(JSON.stringify(await ask('task.start', task))).toContain(reason)
  })

  it('refuse other strategies, tasks and lists of images', async () => {
    const { image, ask } = await setUp()
    const task = { kind: 'everything', images: 'all', params: {}, strategy: 'fast', onlyWithout: true }
    for (const [name, input] of [
      ['proposals.start', { image, params: {}, strategy: 'slow' }],
      ['task.start', { ...task, kind: 'delete-all' }],
      ['task.start', { ...task, images: [] }],
      ['task.start', { ...task, images: ['../a.jpg'] }]
    ] as const) {
      expect(await ask(name, input)).toMatchObject({ ok: false, problem: { kind: 'bad-input' } })
    }
  })
})
