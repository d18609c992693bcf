import { act, fireEvent, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import type { JobView } from '@shared/ipc/jobView'
import type { JobId } from '@shared/schema/ids'
import { problem } from '@shared/schema/problem'
import { FakeMain } from '../../state/testing/fakeMain'
import { imageRow } from '../../state/testing/records'
import { appears, renderWindow, until } from '../testing/renderWindow'

const segmenting: JobView = {
  ...{ id: 'folder-task' as JobId, kind: 'segment', state: 'running', phase: null, done: 3, total: 10 },
  ...{ current: 'sub/boats.jpg', secondsLeft: 600, problems: [], problemCount: 0 },
  actions: ['pause', 'cancel']
}
const exporting: JobView = {
  ...{ id: 'export-job' as JobId, kind: 'export', state: 'running', phase: 'copying', done: 0, total: 0 },
  ...{ current: null, secondsLeft: null, problems: [], problemCount: 0 },
  actions: ['cancel']
}

const image = imageRow(2, 'b.jpg')

let main: FakeMain
beforeEach(() => {
  main = new FakeMain()
})
const changed = (...list: JobView[]): void => act(() => main.emit('jobs.changed', list))
const open = async (): Promise<void> => {
  fireEvent.click(screen.getByTestId('status-jobs'))
  await appears('jobs-panel')
}
const rows = (): HTMLElement[] => screen.queryAllByTestId('job')

describe('the list of jobs', () => {
  it('is offered as soon as there is a job, and says how many run', async () => {
    await renderWindow(main)
    expect(screen.queryByTestId('status-jobs')).toBeNull()
    changed(segmenting)
    expect(screen.getByTestId('status-jobs').textContent).toBe('Jobs: 1 running')
    changed({ ...segmenting, state: 'finished', actions: ['dismiss'] })
    expect(screen.getByTestId('status-jobs').textContent).toBe('Jobs')
  })

  it('knows the jobs that ran before the window was there', async () => {
    main.jobs = [segmenting]
    await renderWindow(main)
    expect(screen.getByTestId('status-jobs').dataset['running']).toBe('1')
  })

  it('shows how far each is, the newest first, with what it can do', async () => {
    await renderWindow(main)
    changed(segmenting, exporting)
    await open()
    expect(rows().map((row) => row.dataset['kind'])).toEqual(['export', 'segment'])
    const [first, second] = rows() as [HTMLElement, HTMLElement]
    expect(first.textContent).toContain('Copying images…')
    expect(within(first).queryByTestId('job-pause')).toBeNull()
    expect(second.textContent).toContain('Running · 3 of 10 · about 10 minutes left')
    expect(second.textContent).toContain('sub/boats.jpg')
    const pause = within(second).getByTestId('job-pause')
    expect(pause.getAttribute('aria-label')).toBe('Pause: Segment images')
    fireEvent.click(pause)
    changed({ ...segmenting, state: 'paused', actions: ['resume', 'cancel'] }, exporting)
    fireEvent.click(within(second).getByTestId('job-resume'))
    fireEvent.click(within(second).getByTestId('job-cancel'))
    changed({ ...segmenting, state: 'canceled', actions: ['dismiss'] }, exporting)
    fireEvent.click(within(second).getByTestId('job-dismiss'))
    fireEvent.click(within(first).getByTestId('job-cancel'))
    const calls = main.calls.filter(({ name }) => name.startsWith('jobs.'))
    expect(calls.map(({ name, input }) => [name, input])).toEqual([
      ['jobs.pause', { job: 'folder-task' }],
      ['jobs.resume', { job: 'folder-task' }],
      ['jobs.cancel', { job: 'folder-task' }],
      ['jobs.dismiss', { job: 'folder-task' }],
      ['jobs.cancel', { job: 'export-job' }]
    ])
  })

  it('lists problems, and leads to the image of each', async () => {
    main.images = [imageRow(1, 'a.jpg'), image]
    await renderWindow(main)
    fireEvent.click(screen.getByTestId('welcome-open-folder'))
    await until(() => expect(screen.getAllByTestId('image-row')).toHaveLength(2))
    const unreadable = problem('image-unreadable', '', { file: 'a.jpg', reason: 'broken' })
    const problems = [{ image: image.id, path: image.path, problem: unreadable }]
    changed({ ...segmenting, problems, problemCount: 120 })
    await open()
    expect(screen.getByTestId('job-problems').textContent).toContain('120 problems')
    expect(screen.getByTestId('job-problems').textContent).toContain('The first 1 are shown.')
    fireEvent.click(screen.getByTestId('job-problem'))
    await until(() => expect(main.inputs('image.open')).toContainEqual({ image: image.id }))
    await until(() => expect(screen.queryByTestId('jobs-panel')).toBeNull())
  })

  it('says why a job failed', async () => {
    await renderWindow(main)
    const full = problem('disk-full', '', { file: 'out.json' })
    const problems = [{ image: null, path: null, problem: full }]
    changed({ ...exporting, state: 'failed', phase: null, problems, problemCount: 1, actions: ['dismiss'] })
    await open()
    expect(screen.getByTestId('job-problem').textContent).toContain('out.json')
  })

  it('keeps the focus where a button was that is another one now, or is gone', async () => {
    await renderWindow(main)
    changed(segmenting)
    await open()
    screen.getByTestId('job-cancel').focus()
    changed({ ...segmenting, state: 'canceled', actions: ['dismiss'] })
    expect(document.activeElement).toBe(screen.getByTestId('job-dismiss'))
    changed()
    expect(document.activeElement).toBe(screen.getByTestId('jobs-close'))
    expect(screen.getByTestId('jobs-panel').textContent).toContain('No jobs.')
  })

  it('is reached and left by the keyboard', async () => {
    await renderWindow(main)
    changed(segmenting)
    const button = screen.getByTestId('status-jobs')
    button.focus()
    await open()
    const panel = screen.getByTestId('jobs-panel')
    expect(panel.getAttribute('role')).toBe('dialog')
    expect(panel.getAttribute('aria-labelledby')).toBe(button.id)
    await until(() => expect(panel.contains(document.activeElement)).toBe(true))
    fireEvent.keyDown(document.activeElement ?? panel, { key: 'Escape' })
    await until(() => expect(screen.queryByTestId('jobs-panel')).toBeNull())
    await until(() => expect(document.activeElement).toBe(button))
  })
})
