import { describe, expect, it } from 'vitest'
import type { Output } from '@shared/ipc/contract'
import type { FolderToken, ImageId } from '@shared/schema/ids'
import { problem, ProblemError } from '@shared/schema/problem'
import { FakeMain } from './testing/fakeMain'
import { classOf, imageRow, rectangle } from './testing/records'
import { settle, testApp } from './testing/testApp'

const id = (number: number): ImageId => number as ImageId

function mainWithImages(): FakeMain {
  const main = new FakeMain([classOf(1, 'car')])
  main.images = [imageRow(1, 'a.jpg'), imageRow(2, 'b.jpg'), imageRow(3, 'c.jpg')]
  return main
}

describe('opening a project', () => {
  it('lists its images and shows the first', async () => {
    const { app } = testApp(mainWithImages())
    await app.opening.chooseFolder()
    await settle()
    const { editor, current } = app.stores.session.getState()
    expect(app.stores.project.getState().images).toHaveLength(3)
    expect(current).toBe(1)
    expect(editor?.state.image?.path).toBe('a.jpg')
    expect(editor?.state.labels.map((label) => label.name)).toEqual(['car'])
  })

  it('shows the image where the user left off', async () => {
    const main = mainWithImages()
    const { app } = testApp(main)
    await app.opening.show(main.view({ currentImage: id(2) }))
    expect(app.stores.session.getState().current).toBe(2)
    expect(main.inputs('image.open')).toEqual([{ image: 2 }])
  })

  it('keeps apart what main tells of the new project while the old one is still there', async () => {
    const main = mainWithImages()
    const { app } = testApp(main)
    await app.opening.chooseFolder()
    await settle()
    main.overrides['project.openSample'] = () => {
      main.images = [imageRow(1, 'other.jpg')]
      main.emit('images.scan', { found: 1, finished: true })
      main.emit('images.added', main.images)
      expect(app.stores.project.getState().images).toHaveLength(3)
      return { kind: 'opened', project: main.view({ location: '/other' }) }
    }
    await app.opening.openSample()
    await settle()
    const { images, scan, project } = app.stores.project.getState()
    expect(images.map((row) => row.path)).toEqual(['other.jpg'])
    expect(scan?.finished).toBe(true)
    expect(project?.location).toBe('/other')
  })

  it('keeps what is told of an image while the list is still on its way', async () => {
    const main = mainWithImages()
    const broken = problem('image-unreadable', '', { file: 'a.jpg', reason: 'not-an-image' })
    const { app } = testApp(main)
    main.overrides['project.images'] = () => {
      main.emit('images.added', main.images)
      main.emit('images.changed', [imageRow(1, 'a.jpg', { problem: broken })])
      return main.images
    }
    await app.opening.show(main.view())
    expect(app.stores.project.getState().byId.get(id(1))?.problem).toEqual(broken)
  })

  it('goes on with events where the list did not come', async () => {
    const main = mainWithImages()
    const { app } = testApp(main)
    main.overrides['project.images'] = () => {
      throw new ProblemError('internal', 'no list', { reason: 'no list' })
    }
    await expect(app.opening.show(main.view())).rejects.toThrow()
    main.emit('images.added', main.images)
    expect(app.stores.project.getState().images).toHaveLength(3)
  })

  it('goes on with the old project when the dialog is cancelled', async () => {
    const main = mainWithImages()
    const { app } = testApp(main)
    await app.opening.chooseFolder()
    await settle()
    main.overrides['project.chooseFolder'] = () => {
      main.emit('images.added', [imageRow(4, 'd.jpg')])
      return { kind: 'cancelled' }
    }
    await app.opening.chooseFolder()
    expect(app.stores.project.getState().images).toHaveLength(4)
  })

  it('asks about a damaged project', async () => {
    const main = mainWithImages()
    const token = 'token-123' as FolderToken
    const found = problem('project-damaged', '', { file: 'project.db', reason: 'x' })
    main.overrides['project.chooseFolder'] = () => ({
      kind: 'damaged',
      token,
      problem: found,
      salvageable: 7
    })
    const { app } = testApp(main)
    await app.opening.chooseFolder()
    expect(app.stores.ui.getState().dialog).toMatchObject({ kind: 'damaged', found: { salvageable: 7 } })
    await app.opening.recover(token, 'salvage')
    expect(main.inputs('project.recover')).toEqual([{ token, choice: 'salvage' }])
  })

  it('tells of problems instead of throwing them', async () => {
    const main = mainWithImages()
    main.overrides['project.openRecent'] = () => {
      throw new ProblemError('folder-missing', 'gone', { folder: '/x' })
    }
    const { app, notices } = testApp(main)
    await app.opening.openRecent('x')
    expect(notices.problems.map((each) => each.kind)).toEqual(['folder-missing'])
    expect(app.stores.ui.getState().opening).toBe(false)
  })

  it('tells each notice of a project once', async () => {
    const main = mainWithImages()
    const first = problem('folder-not-writable', 'one', { folder: '/x' })
    const { app, notices } = testApp(main)
    await app.opening.show(main.view({ notices: [first] }))
    const second = problem('folder-empty', 'two', { folder: '/x' })
    main.emit('project.changed', main.view({ notices: [first, second] }))
    expect(notices.problems).toEqual([first, second])
  })
})

describe('opening images', () => {
  it('lets the image win that was asked for last', async () => {
    const main = mainWithImages()
    const { app } = testApp(main)
    await app.opening.show(main.view({ currentImage: id(1) }))
    const waiting: (() => void)[] = []
    main.overrides['image.open'] = ({ image }) =>
      new Promise<Output<'image.open'>>((resolve) => {
        const row = main.images.find((each) => each.id === image)
        if (row)
          waiting.push(() =>
            resolve({
              image: row,
              annotations: [],
              history: { undo: null, redo: null },
              view: null,
              embedding: 'disk'
            })
          )
      })
    void app.session.open(id(2))
    const last = app.session.open(id(3))
    await settle()
    waiting.reverse().forEach((answer) => answer())
    await last
    await settle()
    const { editor, current, opening } = app.stores.session.getState()
    expect([editor?.state.image?.id, current, opening]).toEqual([3, 3, false])
  })

  it('says why an image cannot be shown', async () => {
    const main = mainWithImages()
    const { app } = testApp(main)
    await app.opening.show(main.view({ currentImage: id(1) }))
    main.overrides['image.open'] = () => {
      throw new ProblemError('image-unreadable', 'x', { file: 'b.jpg', reason: 'empty' })
    }
    await app.session.open(id(2))
    const { editor, failure } = app.stores.session.getState()
    expect(failure?.kind).toBe('image-unreadable')
    expect(editor?.state.image).toBeNull()
  })
})

describe('the embedding of an opened image', () => {
  it('is as the last event said, also where the answer that was written before comes after it', async () => {
    const main = mainWithImages()
    const { app } = testApp(main)
    await app.opening.show(main.view({ currentImage: id(1) }))
    const opening = app.session.open(id(2))
    main.emit('embedding.changed', { image: id(2), state: 'memory', problem: null })
    await opening
    const { embeddings } = app.stores.project.getState()
    expect([embeddings.get(id(1)), embeddings.get(id(2))]).toEqual(['absent', 'memory'])
  })
})

describe('the file of the shown image', () => {
  const missing = problem('image-missing', '', { file: 'a.jpg' })

  it('is shown again when it is back', async () => {
    const main = mainWithImages()
    const { app } = testApp(main)
    await app.opening.show(main.view({ currentImage: id(1) }))
    main.emit('images.changed', [imageRow(1, 'a.jpg', { problem: missing })])
    main.overrides['image.open'] = () => {
      throw new ProblemError('image-missing', 'gone', { file: 'a.jpg' })
    }
    await app.session.open(id(1))
    expect(app.stores.session.getState().failure?.kind).toBe('image-missing')
    delete main.overrides['image.open']
    main.emit('images.changed', [imageRow(1, 'a.jpg')])
    await settle()
    const { editor, failure } = app.stores.session.getState()
    expect(failure).toBeNull()
    expect(editor?.state.image?.id).toBe(1)
  })

  it('is opened anew when it became another', async () => {
    const main = mainWithImages()
    const { app } = testApp(main)
    await app.opening.show(main.view({ currentImage: id(1) }))
    main.images = [imageRow(1, 'a.jpg', { version: '2', width: 30, height: 20 })]
    main.emit('images.changed', [imageRow(1, 'a.jpg', { version: '2', width: null, height: null })])
    await settle()
    expect(app.stores.session.getState().editor?.state.image).toMatchObject({ version: '2', width: 30 })
    expect(main.inputs('image.open')).toHaveLength(2)
  })
})

describe('edits', () => {
  it('are saved, taken back, and counted while they cannot be saved', async () => {
    const main = mainWithImages()
    main.place(id(1), [rectangle(1), rectangle(2)])
    const { app } = testApp(main)
    await app.opening.show(main.view({ currentImage: id(1) }))
    const { editor } = app.stores.session.getState()
    editor?.select([rectangle(1).id])
    editor?.deleteSelected()
    await editor?.settled()
    expect(main.saved(id(1))).toEqual([rectangle(2)])

    main.overrides['edit.commit'] = () => {
      throw new ProblemError('disk-full', 'full', { file: 'project.db' })
    }
    editor?.select([rectangle(2).id])
    editor?.deleteSelected()
    await settle()
    expect(main.inputs('app.unsaved').at(-1)).toEqual({ count: 1 })

    void app.opening.close()
    await settle()
    expect(app.stores.ui.getState().dialog).toMatchObject({ kind: 'unsaved', count: 1 })
    app.stores.ui.closeDialog()
    await settle()
    expect(app.stores.project.getState().project).not.toBeNull()

    delete main.overrides['edit.commit']
    editor?.retrySaves()
    await editor?.settled()
    expect(main.saved(id(1))).toEqual([])
    expect(main.inputs('app.unsaved').at(-1)).toEqual({ count: 0 })
  })
})
