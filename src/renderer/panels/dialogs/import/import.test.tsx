import { fireEvent, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import type { JobReports } from '@shared/ipc/views'
import type { FolderToken, ImageId, JobId, LabelId } from '@shared/schema/ids'
import type { ImportItem } from '@shared/schema/importing'
import { problem, ProblemError } from '@shared/schema/problem'
import { FakeMain } from '../../../state/testing/fakeMain'
import { classOf, imageRow, rectangle } from '../../../state/testing/records'
import { importOutcome, importPreview } from '../../../state/testing/reports'
import { appears, renderWindow, rest, until } from '../../testing/renderWindow'

const inspectJob = 'import-job-1' as JobId
const importJob = 'import-job-2' as JobId
const dataset = { token: 'dataset-token' as FolderToken, name: 'birds', location: '/data/birds' }
const counts = {
  matched: 2,
  withObjects: 1,
  unmatched: 3,
  ambiguous: 0,
  unmatchedNames: ['x.jpg', 'y.jpg'],
  ambiguousNames: []
}
const preview = importPreview({
  match: { path: counts, name: counts },
  classes: [
    { name: 'Car', count: 3, suggestedLabel: 1 as LabelId },
    { name: 'bird', count: 2, suggestedLabel: null }
  ]
})
const entry = { import: 7, format: 'coco', images: 2, objects: 5 } as const
let main: FakeMain

beforeEach(() => {
  main = new FakeMain([classOf(1, 'car'), classOf(2, 'tree', '#22b455')])
  main.images = [imageRow(1, 'a.jpg', { objects: 2 }), imageRow(2, 'b.jpg')]
  main.place(1 as ImageId, [rectangle(1)])
  main.overrides['import.choose'] = () => dataset
})

async function openDialog(): Promise<Awaited<ReturnType<typeof renderWindow>>> {
  const app = await renderWindow(main)
  fireEvent.click(screen.getByTestId('welcome-open-folder'))
  await rest(60)
  main.emit('menu.command', 'file.import')
  await appears('import-choose')
  return app
}
const click = (testId: string): void => void fireEvent.click(screen.getByTestId(testId))
async function finish<K extends keyof JobReports>(job: JobId, of: K, report: JobReports[K]): Promise<void> {
  main.emit('job.finished', { job, result: { kind: 'done', of, report } as never })
  await rest()
}
async function inspect(found = preview): Promise<Awaited<ReturnType<typeof renderWindow>>> {
  const app = await openDialog()
  click('import-choose-folder')
  await until(() => expect(main.inputs('import.inspect')).toHaveLength(1))
  await finish(inspectJob, 'inspect', found)
  await appears('import-form')
  return app
}

describe('the import dialog', () => {
  it('shows what was found, and imports it as it is chosen', async () => {
    await inspect()
    expect(main.inputs('import.inspect')).toEqual([{ token: 'dataset-token' }])
    expect(screen.getByTestId('import-location').textContent).toBe('/data/birds')
    expect(screen.getByTestId('import-matched').textContent).toBe('2 found in the project')
    expect(screen.getByTestId('import-unmatched').textContent).toContain('x.jpg')
    expect(screen.getByTestId('import-unmatched').textContent).toContain('and 1 more')
    expect(screen.getByTestId('import-summary').textContent).toBe('1 class will be created')
    click('import-existing-replace')
    click('import-start')
    await rest()
    expect(main.inputs('import.start')).toEqual([
      {
        token: 'dataset-token',
        format: 'coco',
        classMap: { Car: 1, bird: 'create' },
        onExisting: 'replace',
        match: 'path'
      }
    ])
    main.emit('job.progress', { job: importJob, phase: 'reading', done: 3, total: 9 })
    await rest()
    expect(screen.getByTestId('import-progress').textContent).toContain('3 of 9')
    await finish(importJob, 'import', importOutcome({ newClasses: ['bird'], replaced: 2 }))
    expect(screen.getByTestId('import-done-counts').textContent).toBe(
      '5 objects on 2 images, 1 class created, 2 objects replaced, 0.2 s'
    )
    expect(screen.getByTestId('import-clean')).toBeTruthy()
  })

  it('says why an import failed', async () => {
    await inspect()
    click('import-start')
    await appears('import-progress')
    const broken = problem('dataset-broken', '', { file: 'labels.json', line: 3, reason: 'it is cut off' })
    main.emit('job.finished', { job: importJob, result: { kind: 'failed', problem: broken } })
    expect((await appears('import-failed')).textContent).toContain('labels.json')
    expect(screen.queryByTestId('import-undo')).toBeNull()
    click('import-again')
    await appears('import-choose')
  })

  it('maps each class, and all at once', async () => {
    await inspect()
    const rows = screen.getAllByTestId('import-class-row')
    const [car] = rows
    if (!car) throw new Error('There are no classes')
    fireEvent.click(within(car).getByTestId('import-class-target'))
    await rest()
    const options = screen.getAllByTestId('import-target-2')
    fireEvent.click(options[0] ?? car)
    await rest()
    click('import-start')
    await rest()
    expect(main.inputs('import.start')[0]?.classMap).toEqual({ Car: 2, bird: 'create' })
  })

  it('has nothing to import when every class is left out', async () => {
    await inspect()
    click('import-ignore-all')
    expect(screen.getByTestId<HTMLButtonElement>('import-start').disabled).toBe(true)
    click('import-create-all')
    // A class of that name is there already.
    expect(screen.getByTestId('import-summary').textContent).toBe('1 class will be created')
    expect(screen.getByTestId<HTMLButtonElement>('import-start').disabled).toBe(false)
  })

  it('searches long lists of classes', async () => {
    const classes = Array.from({ length: 80 }, (_, i) => ({
      name: `class ${i}`,
      count: 1,
      suggestedLabel: null
    }))
    await inspect(importPreview({ classes }))
    fireEvent.change(screen.getByTestId('import-class-search'), { target: { value: 'CLASS 77' } })
    expect(screen.getAllByTestId('import-class-row').map((row) => row.dataset['name'])).toEqual(['class 77'])
  })

  it('looks again as another format', async () => {
    const candidates = [
      { id: 'yolo', certainty: 0.6 },
      { id: 'yolo-seg', certainty: 0.5 }
    ] as const
    await inspect(importPreview({ format: 'yolo', candidates }))
    click('import-format')
    await rest()
    click('import-format-yolo-seg')
    await until(() =>
      expect(main.inputs('import.inspect').at(-1)).toEqual({ token: 'dataset-token', format: 'yolo-seg' })
    )
  })

  it('finds images by name where their folders differ', async () => {
    const none = { ...counts, matched: 0, withObjects: 0, unmatched: 5 }
    await inspect(importPreview({ ...preview, match: { path: none, name: counts } }))
    expect(screen.getByTestId('import-match-name').textContent).toBe('File name in any folder (2)')
    expect(screen.getByTestId('import-matched').dataset['count']).toBe('2')
    click('import-match-path')
    await rest()
    expect(screen.getByTestId('import-none-matched')).toBeTruthy()
    expect(screen.getByTestId<HTMLButtonElement>('import-start').disabled).toBe(true)
  })

  it('says why a dataset cannot be read, and lets choose another', async () => {
    await openDialog()
    click('import-choose-file')
    await until(() => expect(main.inputs('import.inspect')).toHaveLength(1))
    main.emit('job.finished', {
      job: inspectJob,
      result: { kind: 'failed', problem: problem('dataset-unknown', '', { file: '/data/birds' }) }
    })
    expect((await appears('import-problem')).textContent).toContain('/data/birds')
    expect(main.inputs('import.choose')).toEqual([{ kind: 'file' }])
    expect(screen.getByTestId('import-choose-folder')).toBeTruthy()
  })
})

describe('the result of an import', () => {
  const item = (reason: ImportItem['reason'], line: number): ImportItem => ({
    reason,
    action: 'object-left-out',
    file: 'labels.json',
    line,
    image: 'a.jpg',
    object: '12',
    detail: null
  })

  async function done(fields: Parameters<typeof importOutcome>[0]): ReturnType<typeof inspect> {
    const app = await inspect()
    click('import-start')
    await appears('import-progress')
    await finish(importJob, 'import', importOutcome(fields))
    await appears('import-result')
    return app
  }

  it('lists what was dropped, page by page, and copies it', async () => {
    main.overrides['import.report'] = ({ offset }) => ({
      offset,
      items: [item('coordinates-odd', 9)],
      named: 2
    })
    await done({
      counts: [
        { reason: 'shape-empty', action: 'object-left-out', count: 1 },
        { reason: 'coordinates-odd', action: 'object-left-out', count: 1 }
      ],
      items: [item('shape-empty', 4)]
    })
    expect(screen.getAllByTestId('import-item').map((row) => row.textContent)).toEqual([
      'Empty shape – object skippedlabels.json:4 · a.jpg · 12',
      'Odd number of coordinates – object skippedlabels.json:9 · a.jpg · 12'
    ])
    click('import-items-copy')
    await rest()
    expect(main.inputs('app.copy')[0]?.text.split('\n')).toEqual([
      'labels.json:4\ta.jpg\t12\tEmpty shape\t\tobject skipped',
      'labels.json:9\ta.jpg\t12\tOdd number of coordinates\t\tobject skipped'
    ])
  })

  it('can be taken back there, and by a notice afterwards', async () => {
    const app = await done({})
    app.stores.importing.setState({ undo: entry, redo: null })
    click('import-close')
    await rest()
    click('toast-undo')
    await rest()
    expect(main.inputs('import.undo')).toEqual([{ import: 7 }])
    expect(screen.getByText('Import undone')).toBeTruthy()
  })

  it('asks before later edits are taken back with it', async () => {
    let edited = true
    main.overrides['import.undo'] = ({ later }) => {
      if (edited && later !== true) throw new ProblemError('import-edited', 'x', { count: 2 })
      edited = false
      return { images: 2, left: 0, history: { undo: null, redo: entry } }
    }
    const app = await done({})
    app.stores.importing.setState({ undo: entry, redo: null })
    click('import-undo')
    await rest(60)
    expect(screen.getByTestId('import-edited-dialog').textContent).toContain('2 images were edited')
    click('import-edited-keep')
    await rest()
    expect(app.stores.importing.getState().undo).toEqual(entry)
    main.emit('menu.command', 'import.undo')
    await rest(60)
    click('import-edited-undo')
    await rest(60)
    expect(main.inputs('import.undo').at(-1)).toEqual({ import: 7, later: true })
    expect(app.stores.importing.getState()).toEqual({ undo: null, redo: entry })
  })

  it('reaches the image that is shown, and the classes', async () => {
    const app = await done({})
    main.place(1 as ImageId, [rectangle(1), rectangle(2)])
    main.overrides['import.history'] = () => ({ undo: entry, redo: null })
    main.emit('objects.changed', {
      images: [1 as ImageId],
      labels: [classOf(1, 'car'), classOf(3, 'bird')],
      labelHistory: { undo: 'import', redo: null }
    })
    await rest(60)
    const { editor } = app.stores.session.getState()
    expect(editor?.state.annotations.size).toBe(2)
    expect(editor?.state.labels.map(({ name }) => name)).toEqual(['car', 'bird'])
    expect(app.stores.importing.getState().undo).toEqual(entry)
  })
})
