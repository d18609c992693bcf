import { expect, it } from 'vitest'
import type { ImageId } from '@shared/schema/ids'
import { createProjectStore } from './projectStore'
import { imageRow } from './testing/records'

const image = 1 as ImageId

it('takes a row over that says something new, and only that', () => {
  const store = createProjectStore()
  store.addImages([imageRow(1, 'a.jpg'), imageRow(2, 'b.jpg')])
  const before = store.getState()
  store.changeImages([imageRow(1, 'a.jpg')])
  expect(store.getState()).toBe(before)
  store.changeImages([imageRow(1, 'a.jpg', { objects: 1 }), imageRow(2, 'b.jpg')])
  expect(store.getState().byId.get(image)?.objects).toBe(1)
  expect(store.getState().images[1]).toBe(before.images[1])
})

it('does not know the images of another project', () => {
  const store = createProjectStore()
  store.changeImages([imageRow(1, 'a.jpg')])
  expect(store.getState().byId.size).toBe(0)
})

it('tells of an embedding once', () => {
  const store = createProjectStore()
  const ready = [{ image, state: 'memory' as const, problem: null }]
  store.changeEmbeddings(ready)
  const before = store.getState()
  store.changeEmbeddings(ready)
  expect(store.getState()).toBe(before)
  expect(before.embeddings.get(image)).toBe('memory')
})
