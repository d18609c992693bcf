import { describe, expect, it } from 'vitest'
import { labelPalette } from '@shared/schema/label'
import { FakeMain } from './testing/fakeMain'
import { classOf } from './testing/records'
import { testApp } from './testing/testApp'

describe('classes', () => {
  it('are added with the next number and a free colour, renamed, recoloured, and taken back', async () => {
    const main = new FakeMain([classOf(1, 'car', labelPalette[0]), classOf(4, 'tree', labelPalette[2])])
    const { app } = testApp(main)
    await app.opening.show(main.view())
    const shown = (): string[] =>
      app.stores.session
        .getState()
        .editor?.state.labels.map(({ id, name, color }) => `${id} ${name} ${color}`) ?? []

    const added = await app.classes.add(' boat ')
    expect(shown().at(-1)).toBe(`5 boat ${labelPalette[1]}`)
    await app.classes.rename(added.id, 'ship')
    await app.classes.recolor(added.id, '#ABCDEF')
    expect(shown().at(-1)).toBe('5 ship #abcdef')
    expect(app.stores.project.getState().project?.labelHistory.undo).toBe('label-recolor')

    await app.classes.undo()
    await app.classes.undo()
    await app.classes.undo()
    expect(shown()).toHaveLength(2)
    await app.classes.redo()
    expect(shown().at(-1)).toBe(`5 boat ${labelPalette[1]}`)
  })

  it('withdraw the offer to take an edit back once it was taken back, or the project closed', async () => {
    const main = new FakeMain([classOf(1, 'car')])
    const { app, notices } = testApp(main)
    await app.opening.show(main.view())
    await app.classes.add('boat')
    notices.done('added', () => undefined)
    await app.classes.undo()
    expect(notices.undoable).toEqual([])
    notices.done('added', () => undefined)
    await app.opening.close()
    expect(notices.undoable).toEqual([])
  })
})
