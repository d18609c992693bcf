import { expect, it } from 'vitest'
import type { ImageId } from '@shared/schema/ids'
import { problem } from '@shared/schema/problem'
import { loadPicturesAhead } from './picturesAhead'
import { createProjectStore } from './projectStore'
import { createSessionStore, createEngineStore } from './smallStores'
import { imageRow } from './testing/records'
import { settle } from './testing/testApp'
import { createUiStore } from './uiStore'

const id = (number: number): ImageId => number as ImageId
const paths = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}.jpg`)

/** Five images, none of which is open; pictures are decoded when the test says so. */
function setUp() {
  const stores = {
    project: createProjectStore(),
    session: createSessionStore(),
    engine: createEngineStore(),
    ui: createUiStore()
  }
  stores.project.addImages(paths.map((path, index) => imageRow(index + 1, path)))
  const asked: string[] = []
  const waiting: (() => void)[] = []
  const end = loadPicturesAhead(stores, {
    load: ({ path }) => {
      asked.push(path)
      return new Promise<void>((resolve) => waiting.push(resolve))
    },
    idle: () => Promise.resolve()
  })
  const { session, engine } = stores
  return {
    ...{ stores, asked, end },
    choose: (image: number) => session.setState({ current: id(image), opening: true }),
    answer: async () => {
      session.setState({ opening: false })
      await settle()
    },
    decoded: async () => {
      for (const resolve of waiting.splice(0)) resolve()
      await settle()
    },
    encoding: async (image: number | null) => {
      engine.setState({
        activity: image === null ? 'idle' : 'encoding',
        image: image === null ? null : id(image)
      })
      await settle()
    }
  }
}

it('asks for the chosen picture before main has answered, and for no other one', async () => {
  const { choose, asked } = setUp()
  choose(2)
  expect(asked).toEqual(['b.jpg'])
  await settle()
  expect(asked).toEqual(['b.jpg'])
})

it('goes on with the neighbours one after the other when the picture is there and may be painted', async () => {
  const { choose, decoded, answer, asked } = setUp()
  choose(2)
  await decoded()
  expect(asked).toEqual(['b.jpg'])
  await answer()
  expect(asked).toEqual(['b.jpg', 'c.jpg'])
  await decoded()
  await decoded()
  expect(asked).toEqual(['b.jpg', 'c.jpg', 'd.jpg', 'a.jpg'])
})

it('leaves the processor to the engine while that encodes the image', async () => {
  const { choose, decoded, answer, encoding, asked } = setUp()
  choose(2)
  await encoding(2)
  await decoded()
  await answer()
  await decoded()
  expect(asked).toEqual(['b.jpg', 'c.jpg'])
  await encoding(null)
  expect(asked).toEqual(['b.jpg', 'c.jpg', 'd.jpg'])
})

it('turns to another image as soon as that is chosen', async () => {
  const { choose, decoded, answer, asked } = setUp()
  choose(2)
  await answer()
  choose(4)
  expect(asked).toEqual(['b.jpg', 'd.jpg'])
  await decoded()
  await answer()
  await decoded()
  expect(asked).toEqual(['b.jpg', 'd.jpg', 'e.jpg', 'c.jpg'])
})

it('asks for no picture of an image that cannot be read', async () => {
  const { stores, choose, answer, asked } = setUp()
  const broken = problem('image-unreadable', '', { file: 'b.jpg', reason: 'x' })
  stores.project.changeImages([imageRow(2, 'b.jpg', { problem: broken })])
  choose(2)
  await answer()
  expect(asked).toEqual(['c.jpg'])
})

it('ends', async () => {
  const { end, choose, decoded, answer, asked } = setUp()
  choose(2)
  end()
  await decoded()
  await answer()
  choose(3)
  expect(asked).toEqual(['b.jpg'])
})
