import { beforeEach, describe, expect, it } from 'vitest'
import { defaultEverythingParams } from '@shared/segment/params'
import type { ProposalPool, ProposalsChange, ProposalView } from '@shared/ipc/views'
import { problem, ProblemError } from '@shared/schema/problem'
import { defaultPoolFilters, type RunId } from '@shared/schema/proposal'
import { proposalOf, rect } from '../../editor/testing/testEditor'
import type { App } from '../app'
import { FakeMain } from '../testing/fakeMain'
import { classOf, imageRow } from '../testing/records'
import { settle, testApp, type RecordedNotices } from '../testing/testApp'

const first = 'run-00001' as RunId
const second = 'run-00002' as RunId
const one = imageRow(1, 'a.jpg', { width: 100, height: 80 })
const two = imageRow(2, 'b.jpg', { width: 100, height: 80 })
const left = proposalOf('left', rect(0, 0, 20, 20))
const right = proposalOf('right', rect(50, 0, 20, 20))

const poolOf = (proposals: readonly ProposalView[], fields: Partial<ProposalPool> = {}): ProposalPool => ({
  image: one.id,
  run: null,
  modelId: 'mobile-sam',
  params: defaultEverythingParams,
  strategy: 'fast',
  state: 'complete',
  decodes: 1024,
  skipped: 0,
  total: 1024,
  proposals,
  filters: null,
  ...fields
})
const changeOf = (fields: Partial<ProposalsChange>): ProposalsChange => ({
  image: one.id,
  run: first,
  added: [],
  removed: [],
  decodes: 64,
  skipped: 0,
  total: 1024,
  state: 'running',
  problem: null,
  ...fields
})

let main: FakeMain
let app: App
let notices: RecordedNotices
/** What main would load. */
let stored: ProposalPool | null

beforeEach(async () => {
  main = new FakeMain([classOf(1, 'car')])
  main.images = [one, two]
  stored = null
  main.overrides['proposals.load'] = ({ image }) => (image === one.id ? stored : null)
  ;({ app, notices } = testApp(main))
  await app.opening.chooseFolder()
  await settle()
  await open(two)
})

const open = async (image = one): Promise<void> => {
  await app.session.open(image.id)
  await settle()
}
const state = () => app.stores.proposals.getState()
const editor = () => {
  const { editor: shown } = app.stores.session.getState()
  if (!shown) throw new Error('No project is open')
  return shown
}
const visible = (): string[] => editor().state.pool.visible.map(({ id }) => id)

describe('the pool of the shown image', () => {
  it('is loaded with the image, and shown without decoding', async () => {
    stored = poolOf([left, right])
    await open()
    await app.proposals.show()
    expect(visible()).toEqual(['left', 'right'])
    expect(main.inputs('proposals.start')).toEqual([])
  })

  it('is another for another image', async () => {
    stored = poolOf([left])
    await open()
    await app.proposals.show()
    await open(two)
    expect([state().image, state().pool, visible()]).toEqual([two.id, null, []])
    await open()
    expect(visible()).toEqual(['left'])
  })

  it('is made when there is none', async () => {
    await open()
    await app.proposals.show()
    expect(main.inputs('proposals.start')).toMatchObject([
      { image: one.id, strategy: 'fast', params: { pointsPerSide: 32 } }
    ])
    expect(state().awaited).toBe(first)
    await app.proposals.show()
    expect(main.inputs('proposals.start')).toHaveLength(1)
  })

  it('waits for the pool that is on its way rather than starting a run', async () => {
    let answer: (pool: ProposalPool) => void = () => undefined
    main.overrides['proposals.load'] = () => new Promise((resolve) => (answer = resolve))
    await open()
    const shown = app.proposals.show()
    answer(poolOf([left]))
    await shown
    expect(main.inputs('proposals.start')).toEqual([])
    expect(visible()).toEqual(['left'])
  })

  it('needs an image', async () => {
    app.session.start()
    await app.proposals.show()
    expect(main.inputs('proposals.start')).toEqual([])
  })
})

describe('a run', () => {
  beforeEach(async () => {
    await open()
    await app.proposals.show()
  })

  it('fills the pool as it goes', async () => {
    stored = poolOf([left], { run: first, state: 'running', decodes: 64 })
    main.emit('proposals.changed', changeOf({ added: [left] }))
    await settle()
    expect(state()).toMatchObject({ awaited: null, pool: { decodes: 64, state: 'running' } })
    main.emit('proposals.changed', changeOf({ added: [right], removed: ['left'], decodes: 128 }))
    expect(visible()).toEqual(['right'])
    main.emit('proposals.changed', changeOf({ state: 'complete', decodes: 1024 }))
    expect(state().pool).toMatchObject({ run: null, state: 'complete', decodes: 1024 })
  })

  it('loses nothing that is said while the pool is on its way', async () => {
    let answer: (pool: ProposalPool) => void = () => undefined
    main.overrides['proposals.load'] = () => new Promise((resolve) => (answer = resolve))
    main.emit('proposals.changed', changeOf({ added: [left] }))
    main.emit('proposals.changed', changeOf({ added: [right], decodes: 128 }))
    await settle()
    answer(poolOf([left], { run: first, state: 'running' }))
    await settle()
    expect(visible()).toEqual(['left', 'right'])
    expect(state().pool?.decodes).toBe(128)
  })

  it('takes the place of the pool with its first event', async () => {
    stored = poolOf([left])
    main.emit('proposals.changed', changeOf({ state: 'complete' }))
    await settle()
    expect(visible()).toEqual(['left'])
    main.overrides['proposals.start'] = () => ({ run: second })
    await app.proposals.start(state().settings)
    expect(visible()).toEqual(['left'])
    stored = poolOf([right], { run: second, state: 'running' })
    main.emit('proposals.changed', changeOf({ run: second, added: [right] }))
    await settle()
    expect(visible()).toEqual(['right'])
  })

  it('that ends with a problem says so, and can be repeated', async () => {
    const failed = problem('engine-crashed', '', { reason: 'x' })
    main.emit('proposals.changed', changeOf({ state: 'stopped', problem: failed }))
    await settle()
    expect(state()).toMatchObject({ awaited: null, pool: null, problem: failed })
    await app.proposals.show()
    expect(main.inputs('proposals.start')).toHaveLength(2)
    expect(state().problem).toBeNull()
  })

  it('that cannot begin says why', async () => {
    main.overrides['proposals.start'] = () => {
      throw new ProblemError('model-missing', '', { file: 'x' })
    }
    await app.proposals.start(state().settings)
    expect(state()).toMatchObject({ awaited: null, problem: { kind: 'model-missing' } })
  })

  it('is stopped', async () => {
    await app.proposals.stop()
    expect(main.inputs('proposals.stop')).toEqual([{ image: one.id }])
    expect(state().awaited).toBeNull()
  })

  it('of another image means nothing here', async () => {
    main.emit('proposals.changed', changeOf({ image: two.id, added: [left] }))
    await settle()
    expect(state().pool).toBeNull()
  })
})

describe('what the user decides', () => {
  beforeEach(async () => {
    stored = poolOf([left, right])
    await open()
    await app.proposals.show()
  })

  it('dismisses, and takes it back', () => {
    app.proposals.dismiss(one.id, ['left'])
    expect(visible()).toEqual(['right'])
    app.proposals.restoreDismissed()
    expect(visible()).toEqual(['left', 'right'])
    expect(main.inputs('proposals.setDismissed').map(({ ids, dismissed }) => [ids, dismissed])).toEqual([
      [['left'], true],
      [['left'], false]
    ])
  })

  it('shows what could not be dismissed again', async () => {
    main.overrides['proposals.setDismissed'] = () => {
      throw new ProblemError('disk-full', '', { file: 'x' })
    }
    app.proposals.dismiss(one.id, ['left'])
    await settle()
    expect(visible()).toEqual(['left', 'right'])
    expect(notices.problems).toMatchObject([{ kind: 'disk-full' }])
  })

  it('filters at once, and keeps the last of many movements', async () => {
    for (const minScore of [0.5, 0.8, 0.95]) app.proposals.setFilters({ ...defaultPoolFilters, minScore })
    expect(visible()).toEqual([])
    await settle()
    expect(main.inputs('proposals.setFilters').map(({ filters }) => filters.minScore)).toEqual([0.5, 0.95])
  })

  it('discards the pool, and brings it back', async () => {
    await app.proposals.discard()
    expect([state().pool, state().discarded, visible()]).toEqual([null, true, []])
    main.overrides['proposals.restore'] = () => stored
    await app.proposals.restore()
    expect([state().discarded, visible()]).toEqual([false, ['left', 'right']])
  })
})
