import { act, fireEvent, screen } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import type { ImageDifferences } from '@shared/ipc/views'
import type { AnnotationId, LabelId } from '@shared/schema/ids'
import type { ModelId, ModelView } from '@shared/schema/models'
import type { TaskStart } from '@shared/schema/task'
import type { App } from '../../state/app'
import { runAction } from '../../state/appActions'
import { FakeMain, idleTask } from '../../state/testing/fakeMain'
import { fakeModels, mobileSam } from '../../state/testing/fakeModels'
import { classOf, imageRow } from '../../state/testing/records'
import { renderWindow, rest, until } from '../testing/renderWindow'

const detector: ModelView = {
  ...mobileSam,
  id: 'yolox-nano' as ModelId,
  name: 'YOLOX-nano',
  task: 'detector',
  classes: ['person', 'bicycle', 'boat']
}
const one = imageRow(1, 'a.jpg', { width: 100, height: 80 })
const two = imageRow(2, 'b.jpg', { width: 100, height: 80 })

let main: FakeMain
let app: App
let started: TaskStart[]

beforeEach(async () => {
  main = new FakeMain([classOf(1, 'Boat')])
  main.images = [one, two]
  main.models = { ...fakeModels, models: [mobileSam, detector] }
  started = []
  main.overrides['task.start'] = (start) => {
    started.push(start)
    return { ...idleTask, kind: start.kind, state: 'running' }
  }
  app = await renderWindow(main)
  fireEvent.click(screen.getByTestId('welcome-open-folder'))
  await rest(60)
})

async function openDialog(): Promise<void> {
  act(() => runAction(app, 'segment.annotate'))
  await rest()
}
const click = async (id: string): Promise<void> => {
  fireEvent.click(screen.getByTestId(id))
  await rest()
}

describe('the dialog of automatic annotation', () => {
  it('begins with the classes of the project, on all images', async () => {
    await openDialog()
    expect(screen.getByTestId('annotate-chosen').textContent).toBe('1 class')
    await click('annotate-start')
    await until(() => expect(started).toHaveLength(1))
    expect(started[0]).toEqual({
      kind: 'auto-annotate',
      model: 'yolox-nano',
      classes: [{ index: 2, labelId: 1 }],
      confidence: 0.25,
      iou: 0.7,
      maxDetections: 300,
      minSize: 0,
      into: 'objects',
      onObjects: 'skip',
      images: 'all'
    })
    expect(screen.queryByTestId('annotate-dialog')).toBeNull()
    expect(screen.getByTestId('task-bar').textContent).toContain('Annotating images')
  })

  it('makes the classes that are named, in one step', async () => {
    await openDialog()
    fireEvent.change(screen.getByTestId('annotate-filter'), { target: { value: 'person, bicycle' } })
    await click('annotate-only')
    expect(screen.getByTestId('annotate-chosen').textContent).toBe('2 classes')
    await click('annotate-into-differences')
    expect(screen.queryByTestId('annotate-on-objects')).toBeNull()
    await click('annotate-start')
    await until(() => expect(started).toHaveLength(1))
    expect(app.stores.project.getState().project?.labels.map(({ name }) => name)).toEqual([
      'Boat',
      'person',
      'bicycle'
    ])
    expect(started[0]).toMatchObject({
      into: 'differences',
      classes: [
        { index: 0, labelId: 2 },
        { index: 1, labelId: 3 }
      ]
    })
  })

  it('does not begin without a class', async () => {
    await openDialog()
    await click('annotate-none')
    expect(screen.getByTestId<HTMLButtonElement>('annotate-start').disabled).toBe(true)
  })

  it('leads to the library where there is no detector', async () => {
    main.models = fakeModels
    await openDialog()
    await click('annotate-library')
    expect(app.stores.ui.getState().dialog).toEqual({ kind: 'models' })
  })
})

describe('the list of differences', () => {
  it('leads to the image and the object', async () => {
    const box = { x: 10, y: 10, width: 20, height: 20 }
    const object = { id: 'object-one' as AnnotationId, labelId: 1 as LabelId, box }
    const found: ImageDifferences[] = [
      {
        image: two.id,
        differences: [
          { kind: 'not-found', object },
          { kind: 'unlabelled', found: { labelId: 1 as LabelId, box, score: 0.81 } }
        ]
      }
    ]
    main.overrides['task.differences'] = () => found
    act(() =>
      app.stores.project.changeTask({
        ...idleTask,
        kind: 'auto-annotate',
        state: 'finished',
        into: 'differences'
      })
    )
    await click('task-differences')
    const rows = await screen.findAllByTestId('difference')
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      'Not detected: Boatb.jpg',
      'Unlabeled: Boat (81%)b.jpg'
    ])
    for (const row of rows.slice(1)) fireEvent.click(row)
    await rest(60)
    expect(app.stores.session.getState().current).toBe(two.id)
    const { editor } = app.stores.session.getState()
    expect(editor?.state.found).toMatchObject({ score: 0.81, box })
    expect(screen.getByTestId('difference-current').textContent).toBe('Unlabeled: Boat (81%)')
    expect(screen.getByTestId('task-differences').textContent).toBe('2 differences left')

    await click('differences-take')
    await until(() => expect(main.saved(two.id)).toHaveLength(1))
    expect(main.saved(two.id)[0]).toMatchObject({ labelId: 1, source: 'detector', score: 0.81 })
    expect(main.inputs('task.settleDifference')).toEqual([
      { image: two.id, difference: found[0]?.differences[1] }
    ])
    expect(editor?.state.found).toBeNull()
    expect(screen.getByTestId('task-differences').textContent).toBe('1 difference left')

    await click('differences-next')
    await rest(60)
    expect(screen.getByTestId('difference-current').dataset['kind']).toBe('not-found')
    await click('differences-dismiss')
    await rest(60)
    expect(screen.getByTestId('task-differences').textContent).toBe('0 differences left')
    expect(screen.queryByTestId('difference-current')).toBeNull()

    await click('differences-reopen')
    await rest(60)
    expect(screen.getByTestId('difference-current').dataset['kind']).toBe('not-found')
    expect(main.inputs('task.reopenDifference')).toEqual([
      { image: two.id, difference: found[0]?.differences[0], at: 0 }
    ])
    await click('differences-reopen')
    await rest(60)
    expect(screen.getByTestId('task-differences').textContent).toBe('2 differences left')
    expect(main.inputs('task.reopenDifference').at(-1)).toMatchObject({ at: 1 })
    expect(screen.queryByTestId('differences-reopen')).toBeNull()

    for (const button of ['differences-dismiss', 'differences-dismiss']) await click(button)
    await act(() => Promise.all([app.differences.reopen(), app.differences.reopen()]))
    expect(app.stores.differences.getState().entries.map(({ difference }) => difference)).toEqual(
      found[0]?.differences
    )
  })
})
