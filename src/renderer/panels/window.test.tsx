import { act, fireEvent, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { viewPoint } from '@shared/geometry/spaces'
import type { FolderToken } from '@shared/schema/ids'
import { problem, ProblemError } from '@shared/schema/problem'
import { noModifiers, type PointerInput } from '../editor/inputs'
import { FakeMain, idleEngine } from '../state/testing/fakeMain'
import { classOf, imageRow, rectangle } from '../state/testing/records'
import { renderWindow, rest, until } from './testing/renderWindow'

const bad = problem('image-unreadable', '', { file: 'c.jpg', reason: 'it is empty' })
let main: FakeMain

beforeEach(() => {
  main = new FakeMain([classOf(1, 'car'), classOf(2, 'tree', '#22b455')])
  main.images = [
    imageRow(1, 'a.jpg', { objects: 2 }),
    imageRow(2, 'day 2/b.jpg'),
    imageRow(3, 'day 2/c.jpg', { problem: bad })
  ]
  main.place(main.images[0]?.id ?? (1 as never), [
    rectangle(1),
    rectangle(2, 2, { score: 0.934, source: 'point' })
  ])
})

async function open(): Promise<Awaited<ReturnType<typeof renderWindow>>> {
  const app = await renderWindow(main)
  fireEvent.click(screen.getByTestId('welcome-open-folder'))
  await rest(60)
  return app
}
const rows = (testId: string): HTMLElement[] => screen.queryAllByTestId(testId)
const type = (testId: string, text: string): void => {
  const field = screen.getByTestId(testId)
  fireEvent.change(field, { target: { value: text } })
  fireEvent.keyDown(field, { key: 'Enter', code: 'Enter' })
}

describe('the welcome page', () => {
  it('names the project that ended the last starts, and opens it when asked to', async () => {
    main.heldBack = { id: 'r1', name: 'photos', location: '/data/photos' }
    main.recent = [main.heldBack]
    await renderWindow(main)
    expect(screen.getByTestId('welcome-held-back').textContent).toContain('/data/photos')
    fireEvent.click(screen.getByTestId('welcome-open-held-back'))
    await until(() => expect(screen.queryByTestId('welcome')).toBeNull())
    expect(main.inputs('project.openRecent')).toEqual([{ id: 'r1' }])
  })

  it('opens recent projects', async () => {
    main.recent = [{ id: 'r1', name: 'photos', location: '/data/photos' }]
    await renderWindow(main)
    fireEvent.click(screen.getByTestId('welcome-recent'))
    await rest(60)
    expect(main.inputs('project.openRecent')).toEqual([{ id: 'r1' }])
    expect(screen.queryByTestId('welcome')).toBeNull()
    expect(screen.getByTestId('status-storage').textContent).toBe('photos')
  })
})

describe('the list of images', () => {
  it('shows names, folders, objects and problems', async () => {
    await open()
    expect(rows('image-row').map((row) => row.dataset['path'])).toEqual([
      'a.jpg',
      'day 2/b.jpg',
      'day 2/c.jpg'
    ])
    expect(rows('image-row')[0]?.getAttribute('aria-label')).toBe('a.jpg, 2 objects')
    expect(rows('image-row')[2]?.textContent).toContain('Image cannot be read')
    expect(rows('image-row')[2]?.title).toContain('it is empty')
  })

  it('writes counts as the language does', async () => {
    main.images = [imageRow(1, 'a.jpg', { objects: 100_000, proposals: 12_000 })]
    await open()
    expect(screen.getByTestId('image-objects').textContent).toBe('100,000')
    expect(screen.getByTestId('image-proposals').textContent).toBe('12,000')
  })

  it('is narrowed by search and filters', async () => {
    await open()
    fireEvent.change(screen.getByTestId('image-search'), { target: { value: 'DAY' } })
    expect(rows('image-row')).toHaveLength(2)
    fireEvent.click(screen.getByTestId('filter-problems'))
    expect(rows('image-row').map((row) => row.dataset['path'])).toEqual(['day 2/c.jpg'])
  })

  it('is gone through with the arrow keys', async () => {
    const app = await open()
    fireEvent.keyDown(screen.getByTestId('image-list'), { key: 'ArrowDown' })
    await rest()
    expect(app.stores.session.getState().current).toBe(2)
    fireEvent.keyDown(screen.getByTestId('image-list'), { key: 'End' })
    await rest()
    expect(screen.getByTestId('image-unreadable').textContent).toContain('it is empty')
  })

  it('asks about the embeddings of what is in sight', async () => {
    main.overrides['inference.embeddings'] = ({ images }) =>
      images.map((image) => ({ image, state: 'memory', problem: null }))
    await open()
    await rest(300)
    expect(rows('embedding-dot').map((dot) => dot.dataset['state'])).toEqual(['absent', 'memory'])
    expect(main.inputs('inference.embeddings')).toEqual([{ images: [2, 3] }])
  })

  it('says that a folder is empty once it was looked through', async () => {
    main.images = []
    await open()
    expect(screen.getByTestId('no-image')).toBeTruthy()
    main.emit('images.scan', { found: 0, finished: true })
    await rest()
    expect(screen.getByTestId('empty-folder').textContent).toContain('/data/photos')
  })
})

describe('the classes panel', () => {
  it('adds, renames and takes back', async () => {
    await open()
    type('class-add-field', 'boat')
    await rest()
    expect(rows('class-row').map((row) => row.dataset['name'])).toEqual(['car', 'tree', 'boat'])
    fireEvent.doubleClick(screen.getByText('boat'))
    type('class-name-field', 'ship')
    await rest()
    expect(rows('class-row').at(-1)?.dataset['name']).toBe('ship')
    fireEvent.click(screen.getByTestId('toast-undo'))
    await rest()
    expect(rows('class-row').at(-1)?.dataset['name']).toBe('boat')
  })

  it('says why a name is refused and keeps what was typed', async () => {
    main.overrides['labels.commit'] = () => {
      throw new ProblemError('label-duplicate', 'x', { name: 'car' })
    }
    await open()
    type('class-add-field', 'car')
    await rest()
    expect(screen.getByText('A class named “car” already exists.')).toBeTruthy()
    expect(screen.getByTestId<HTMLInputElement>('class-add-field').value).toBe('car')
  })
})

describe('the objects panel', () => {
  it('shows, selects, hides and deletes objects', async () => {
    const app = await open()
    const { editor } = app.stores.session.getState()
    expect(rows('object-row').map((row) => row.dataset['class'])).toEqual(['car', 'tree'])
    expect(rows('object-row')[1]?.textContent).toContain('93')
    const [first, second] = rows('object-row')
    if (!first || !second) throw new Error('There are no rows')
    fireEvent.click(second)
    expect([...(editor?.state.selection ?? [])]).toEqual(['object-2'])
    fireEvent.mouseEnter(first)
    expect(editor?.pointerState.hovered).toBe('object-1')
    fireEvent.click(within(first).getByTestId('object-visibility'))
    await rest()
    expect(rows('object-row')[0]?.dataset['hidden']).toBe('true')
    fireEvent.click(within(second).getByTestId('object-delete'))
    await rest()
    expect(rows('object-row')).toHaveLength(1)
    expect(main.saved(1 as never)).toMatchObject([{ id: 'object-1', hidden: true }])
  })
})

describe('the borders of the side columns', () => {
  const border = (side: string): HTMLElement => screen.getByTestId(`${side}-border`)
  const share = (side: string): number => Number(screen.getByTestId(`${side}-column`).style.flexGrow)

  it('stand where they were left', async () => {
    main.settings = { ...main.settings, rightPanelWidth: 307 }
    await open()
    // Nothing is chosen for the left: it is as a window of this width suggests.
    expect(share('left')).toBeCloseTo((220 / innerWidth) * 100)
    expect(share('right')).toBeCloseTo((307 / innerWidth) * 100)
  })

  it('are moved by keys, which are saved when they are let go of', async () => {
    await open()
    expect(fireEvent.keyDown(border('left'), { key: 'ArrowRight' })).toBe(false)
    fireEvent.keyDown(border('left'), { key: 'ArrowRight', shiftKey: true })
    expect(main.inputs('settings.update')).toEqual([])
    fireEvent.keyUp(border('left'), { key: 'ArrowRight' })
    fireEvent.keyDown(border('right'), { key: 'ArrowRight' })
    fireEvent.keyUp(border('right'), { key: 'ArrowRight' })
    fireEvent.doubleClick(border('left'))
    expect(main.inputs('settings.update')).toEqual([
      { leftPanelWidth: 280, rightPanelWidth: null },
      { leftPanelWidth: 280, rightPanelWidth: 220 },
      { leftPanelWidth: null, rightPanelWidth: 220 }
    ])
  })

  it('let F6 go on to the parts of the window', async () => {
    await open()
    border('right').focus()
    fireEvent.keyDown(border('right'), { key: 'F6', shiftKey: true })
    expect(document.activeElement?.closest('[role="toolbar"]')).toBeTruthy()
    border('right').focus()
    fireEvent.keyDown(border('right'), { key: 'F6' })
    expect(document.activeElement?.closest('ul')?.getAttribute('aria-label')).toBe('Project classes')
  })

  it('are told apart, in both languages', async () => {
    const app = await open()
    const names = (): (string | null)[] =>
      ['left', 'right'].map((side) => border(side).getAttribute('aria-label'))
    expect(names()).toEqual(['Width of the image list', 'Width of the class and object panels'])
    await app.changeSettings({ language: 'ru' })
    await rest()
    expect(names()).toEqual(['Ширина списка изображений', 'Ширина панелей классов и объектов'])
  })
})

describe('the status line', () => {
  it('says that saving failed, until it works again', async () => {
    const app = await open()
    expect(screen.getByTestId('status-save').dataset['state']).toBe('saved')
    main.overrides['edit.commit'] = () => {
      throw new ProblemError('disk-full', 'full', { file: 'project.db' })
    }
    const { editor } = app.stores.session.getState()
    editor?.select([rectangle(1).id])
    editor?.deleteSelected()
    await rest()
    expect(screen.getByTestId('status-save').textContent).toContain('Not enough disk space for project.db')
    delete main.overrides['edit.commit']
    fireEvent.click(screen.getByTestId('save-retry'))
    await rest()
    expect(screen.getByTestId('status-save').dataset['state']).toBe('saved')
  })

  it('offers to restart an engine that has failed', async () => {
    await open()
    main.emit('engine.changed', { ...idleEngine, activity: 'failed' })
    await rest()
    expect(screen.getByTestId('status-engine').dataset['activity']).toBe('failed')
    fireEvent.click(screen.getByTestId('engine-restart'))
    await rest()
    expect(main.inputs('inference.restart')).toHaveLength(1)
  })
})

describe('dialogs', () => {
  it('offer what can be saved of a damaged project', async () => {
    main.overrides['project.chooseFolder'] = () => ({
      kind: 'damaged',
      token: 'token-123' as FolderToken,
      problem: problem('project-damaged', '', { file: 'project.db', reason: 'x' }),
      salvageable: 7
    })
    await open()
    expect(screen.getByTestId('damaged-salvage').textContent).toBe('Recover 7 objects')
    fireEvent.click(screen.getByTestId('damaged-salvage'))
    await rest(60)
    expect(main.inputs('project.recover')).toEqual([{ token: 'token-123', choice: 'salvage' }])
    expect(rows('image-row')).toHaveLength(3)
  })

  it('list every shortcut', async () => {
    await open()
    main.emit('menu.command', 'help.shortcuts')
    await rest()
    const dialog = screen.getByTestId('shortcuts-dialog')
    expect(dialog.textContent).toContain('Point prompt')
    expect(dialog.textContent).toContain('Accept the mask')
  })

  it('change the language and the theme at once', async () => {
    const app = await open()
    act(() => app.notifier.done('Class added', () => undefined))
    expect(screen.getByTestId('toast-undo').textContent).toBe('Undo')
    await app.changeSettings({ language: 'ru', theme: 'dark' })
    await until(() => expect(screen.queryByTestId('toast-undo')).toBeNull())
    expect(screen.getByTestId('images-panel').textContent).toContain('3 изображения')
    expect(screen.getByTestId('tool-point').getAttribute('aria-label')).toBe('Подсказка точками')
    expect(document.documentElement.dataset['mantineColorScheme']).toBe('dark')
  })

  it('ask for a class before the first object', async () => {
    main = new FakeMain()
    main.images = [imageRow(1, 'a.jpg')]
    const app = await open()
    const editor = app.stores.session.getState().editor
    editor?.setTool('rectangle')
    const at = (x: number, y: number, button: 'left' | null): PointerInput => ({
      point: viewPoint(x, y),
      button,
      ...noModifiers
    })
    editor?.pointerDown(at(100, 280, 'left'))
    editor?.pointerMove(at(160, 320, null))
    editor?.pointerUp(at(160, 320, 'left'))
    await rest()
    type('name-class-field', 'boat')
    await rest()
    expect(rows('class-row').map((row) => row.dataset['name'])).toEqual(['boat'])
    expect(rows('object-row').map((row) => row.dataset['class'])).toEqual(['boat'])
  })
})
