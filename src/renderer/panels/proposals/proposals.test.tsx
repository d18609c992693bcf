import { act, fireEvent, screen } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import type { ActionId } from '@shared/actions/actionTable'
import { defaultEverythingParams } from '@shared/segment/params'
import type { FolderTaskView, ProposalPool } from '@shared/ipc/views'
import { problem } from '@shared/schema/problem'
import { proposalOf, rect } from '../../editor/testing/testEditor'
import type { App } from '../../state/app'
import { runAction } from '../../state/appActions'
import { FakeMain } from '../../state/testing/fakeMain'
import { classOf, imageRow } from '../../state/testing/records'
import { renderWindow, rest } from '../testing/renderWindow'

const one = imageRow(1, 'a.jpg', { width: 100, height: 80 })
const two = imageRow(2, 'b.jpg', { width: 100, height: 80, proposals: 3 })
const pool: ProposalPool = {
  image: one.id,
  run: null,
  modelId: 'mobile-sam',
  params: defaultEverythingParams,
  strategy: 'fast',
  state: 'complete',
  decodes: 1000,
  skipped: 24,
  total: 1024,
  proposals: [proposalOf('left', rect(0, 0, 20, 20)), proposalOf('right', rect(50, 0, 20, 20))],
  filters: null
}
const task: FolderTaskView = {
  into: null,
  kind: 'everything',
  state: 'running',
  done: 3,
  failed: 1,
  total: 10,
  current: one.id,
  secondsLeft: 600,
  failures: [{ image: two.id, problem: problem('image-missing', '', { file: 'b.jpg' }) }],
  problem: null
}

let main: FakeMain
beforeEach(() => {
  main = new FakeMain([classOf(1, 'car')])
  main.images = [one, two]
})

let app: App
async function open(stored: ProposalPool | null = null): Promise<void> {
  main.overrides['proposals.load'] = () => stored
  app = await renderWindow(main)
  fireEvent.click(screen.getByTestId('welcome-open-folder'))
  await rest(60)
}
const run = async (action: ActionId): Promise<void> => {
  act(() => runAction(app, action))
  await rest()
}
const testIds = (id: string): HTMLElement[] => screen.queryAllByTestId(id)

describe('the panel of proposals', () => {
  it('is there while its tool is chosen; the command begins a run, which can be cancelled', async () => {
    await open()
    expect(testIds('pool')).toEqual([])
    await run('segment.image')
    expect(screen.getByTestId('pool').dataset['state']).toBe('running')
    expect(main.inputs('proposals.start')).toHaveLength(1)
    fireEvent.click(screen.getByTestId('pool-cancel'))
    await rest()
    expect(main.inputs('proposals.stop')).toEqual([{ image: one.id }])
  })

  it('offers what is waiting, with its settings, and adopts all of it', async () => {
    await open(pool)
    await run('segment.image')
    expect(main.inputs('proposals.start')).toEqual([])
    expect(screen.getByTestId('pool-made-with').textContent).toBe('mobile-sam · Standard, fast')
    fireEvent.click(screen.getByTestId('pool-adopt-all'))
    await rest()
    expect(main.inputs('edit.commit').map(({ name }) => name)).toEqual(['adopt'])
    expect(main.saved(one.id)).toHaveLength(2)
    expect(screen.getByTestId('pool-notice').dataset['kind']).toBe('filtered-out')
  })

  it('says how many are taken together, and lets that be chosen', async () => {
    const inside = proposalOf('inside', rect(2, 2, 5, 5))
    await open({ ...pool, proposals: [...pool.proposals, inside] })
    await run('segment.image')
    const button = screen.getByTestId('pool-adopt-all')
    expect(button.textContent).toBe('Accept 2 whole objects')
    fireEvent.click(screen.getByTestId('pool-parts-all'))
    await rest()
    expect(button.textContent).toBe('Accept all 3')
    expect(main.inputs('proposals.setFilters').at(-1)?.filters.parts).toBe('all')
    fireEvent.click(screen.getByTestId('pool-parts-smallest'))
    await rest()
    expect(button.textContent).toBe('Accept 2 smallest parts')
    fireEvent.click(button)
    await rest()
    const boxes = main.saved(one.id).map(({ rawMask }) => rawMask?.counts)
    expect(new Set(boxes)).toEqual(new Set([inside.mask.counts, pool.proposals[1]?.mask.counts]))
  })

  it('says when nothing was found, and what helps', async () => {
    await open({ ...pool, proposals: [] })
    await run('segment.image')
    expect(screen.getByTestId('pool-notice').dataset['kind']).toBe('empty')
    expect(screen.getByTestId('pool-notice').textContent).toContain('Lower the minimum score')
  })
})

describe('the settings of a run', () => {
  it('refuse what is out of range, by name, and begin with what is not', async () => {
    await open(pool)
    await run('segment.settings')
    fireEvent.change(screen.getByTestId('segment-pointsPerSide'), { target: { value: '999' } })
    await rest()
    const dialog = screen.getByTestId('segment-dialog')
    expect(dialog.textContent).toContain(
      'Points per side: 999 is out of range. Enter a number from 1 to 256.'
    )
    expect(screen.getByTestId('segment-start')).toHaveProperty('disabled', true)
    fireEvent.change(screen.getByTestId('segment-pointsPerSide'), { target: { value: '8' } })
    await rest()
    fireEvent.click(screen.getByTestId('segment-start'))
    await rest()
    expect(main.inputs('proposals.start')).toMatchObject([{ params: { pointsPerSide: 8 }, strategy: 'fast' }])
  })
})

describe('work on many images', () => {
  it('is told in the bar, and follows its buttons', async () => {
    await open()
    expect(testIds('task-bar')).toEqual([])
    act(() => main.emit('task.changed', task))
    expect(screen.getByTestId('task-bar').textContent).toContain('3 of 10')
    expect(screen.getByTestId('task-left').textContent).toBe('about 10 minutes left')
    fireEvent.click(screen.getByTestId('task-pause'))
    act(() => main.emit('task.changed', { ...task, state: 'paused' }))
    fireEvent.click(screen.getByTestId('task-resume'))
    fireEvent.click(screen.getByTestId('task-cancel'))
    act(() => main.emit('task.changed', { ...task, state: 'cancelled' }))
    fireEvent.click(screen.getByTestId('task-dismiss'))
    await rest()
    const called = main.calls.map(({ name }) => name).filter((name) => name.startsWith('jobs.'))
    expect(called).toEqual(['jobs.pause', 'jobs.resume', 'jobs.cancel', 'jobs.dismiss'])
  })

  it('says why it waits', async () => {
    await open()
    const full = problem('disk-full', '', { file: 'project.db' })
    act(() => main.emit('task.changed', { ...task, state: 'paused', problem: full }))
    expect(screen.getByTestId('task-problem').textContent).toContain('project.db')
  })

  it('the list shows how many proposals wait', async () => {
    await open()
    expect(testIds('image-proposals').map(({ textContent }) => textContent)).toEqual(['3'])
  })
})
