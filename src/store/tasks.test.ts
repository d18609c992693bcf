import { expect, test } from 'vitest'
import type { Difference } from '@shared/autoAnnotate/differences'
import { labelIdSchema } from '@shared/schema/ids'
import { problem } from '@shared/schema/problem'
import type { TaskSettings } from '@shared/schema/task'
import { workplace } from './testing/fixtures'
import { MAX_REPORTED_FAILURES } from './tasks'

const settings: TaskSettings = {
  kind: 'everything',
  params: { pointsPerSide: 8 },
  strategy: 'fast',
  onlyWithout: true
}
const gone = problem('image-missing', 'a.jpg is gone', { file: 'a.jpg' })

test('a task goes through its images in order, also after a restart, and does none of them twice', async () => {
  const { open } = await workplace(['a.jpg', 'b.jpg', 'c.jpg'])
  const { store } = await open()
  expect(store.tasks.current()).toBeNull()
  expect(store.tasks.next()).toBeNull()
  const ids = store.images().map(({ id }) => id)
  store.tasks.begin(settings, ids)
  const first = store.tasks.next()
  expect(first?.image).toBe(ids[0])
  if (first) store.tasks.settle(first, gone)
  await store.close()

  const { store: again } = await open()
  expect(again.tasks.current()).toEqual({
    settings,
    state: 'running',
    done: 0,
    failed: 1,
    total: 3,
    failures: [{ image: ids[0], problem: gone }]
  })
  const met: unknown[] = []
  for (let step = again.tasks.next(); step; step = again.tasks.next()) {
    met.push(step.image)
    again.tasks.settle(step, null)
  }
  expect(met).toEqual(ids.slice(1))
  again.tasks.setState('finished')
  expect(again.tasks.current()).toMatchObject({ state: 'finished', done: 2, failed: 1 })
  again.tasks.dismiss()
  expect(again.tasks.current()).toBeNull()
})

test('a new task takes the place of the last one, and stays paused', async () => {
  const { open } = await workplace()
  const { store } = await open()
  const ids = store.images().map(({ id }) => id)
  store.tasks.begin(settings, ids)
  store.tasks.begin({ ...settings, onlyWithout: false }, ids.slice(1))
  store.tasks.setState('paused')
  await store.close()
  const { store: again } = await open()
  expect(again.tasks.current()).toMatchObject({ state: 'paused', total: 1, settings: { onlyWithout: false } })
})

test('a difference that was decided about is listed no longer, also after a restart, until it is brought back', async () => {
  const { open } = await workplace()
  const { store } = await open()
  const [image, other] = store.images().map(({ id }) => id)
  if (image === undefined || other === undefined) throw new Error('There are two images')
  const labelId = labelIdSchema.parse(1)
  const unlabelled = (x: number): Difference => ({
    kind: 'unlabelled',
    found: { labelId, box: { x, y: 0, width: 5, height: 5 }, score: 0.5 }
  })
  store.tasks.begin(settings, [image, other])
  store.tasks.keepResult(image, [unlabelled(0), unlabelled(10)])
  store.tasks.keepResult(other, [unlabelled(0)])
  store.tasks.settleDifference(image, unlabelled(0))
  store.tasks.settleDifference(image, unlabelled(99))
  const left = [
    { image, differences: [unlabelled(10)] },
    { image: other, differences: [unlabelled(0)] }
  ]
  expect(store.tasks.results()).toEqual(left)
  await store.close()
  const { store: again } = await open()
  again.tasks.settleDifference(other, unlabelled(0))
  expect(again.tasks.results()).toEqual(left.slice(0, 1))
  again.tasks.reopenDifference(other, unlabelled(0), 0)
  again.tasks.reopenDifference(image, unlabelled(0), 0)
  again.tasks.reopenDifference(image, unlabelled(0), 1)
  expect(again.tasks.results()).toEqual([
    { image, differences: [unlabelled(0), unlabelled(10)] },
    { image: other, differences: [unlabelled(0)] }
  ])
})

test('only the first failures are told one by one', async () => {
  const { open } = await workplace(['a.jpg'])
  const { store } = await open()
  const [image] = store.images()
  if (!image) throw new Error('There is no image')
  store.tasks.begin(settings, new Array<typeof image.id>(MAX_REPORTED_FAILURES + 5).fill(image.id))
  for (let step = store.tasks.next(); step; step = store.tasks.next()) store.tasks.settle(step, gone)
  const task = store.tasks.current()
  expect(task?.failed).toBe(MAX_REPORTED_FAILURES + 5)
  expect(task?.failures).toHaveLength(MAX_REPORTED_FAILURES)
})
