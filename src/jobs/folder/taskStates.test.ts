import { describe, expect, it, onTestFinished } from 'vitest'
import type { ImageId } from '@shared/schema/ids'
import { problem, ProblemError } from '@shared/schema/problem'
import type { TaskStart } from '@shared/schema/task'
import { workplace } from '../../store/testing/fixtures'
import { FolderTask, type TaskWork } from './folderTask'
const start: TaskStart = {
  kind: 'everything',
  images: 'all',
  params: {},
  strategy: 'fast',
  onlyWithout: false
}

/** A task over three images of a real project; the test says how each ends. */
async function setUp(work: Partial<TaskWork>) {
  const { open } = await workplace(['a.jpg', 'b.jpg', 'c.jpg'])
  const { store } = await open()
  const met: ImageId[] = []
  const working: boolean[] = []
  const done = (): Promise<void> => Promise.resolve()
  const { run = done } = work
  const whole: TaskWork = {
    prepare: done,
    isDone: () => false,
    whenFree: done,
    ...work,
    run: (image, signal) => {
      met.push(image)
      return run(image, signal)
    }
  }
  const task = new FolderTask({
    store,
    workOf: () => whole,
    changed: () => undefined,
    working: (now) => working.push(now)
  })
  onTestFinished(() => task.dispose())
  const ids = store.images().map(({ id }) => id)
  const state = () => expect.poll(() => task.view()?.state)
  return { store, task, ids, met, working, state }
}

const full = new ProblemError('disk-full', 'No space', { file: 'project.db' })
const passedOver = new ProblemError('superseded', 'Somebody waits', {})

describe('a folder task', () => {
  it('is paused by what no image is to blame for, and begins with the same image again', async () => {
    let isFull = true
    const run = (image: ImageId): Promise<void> =>
      isFull && image === 2 ? Promise.reject(full) : Promise.resolve()
    const { task, ids, met, working, state } = await setUp({ run })
    await task.start(start)
    await state().toBe('paused')
    expect(task.view()).toMatchObject({ done: 1, failed: 0, current: null, problem: { kind: 'disk-full' } })
    isFull = false
    task.resume()
    await state().toBe('finished')
    expect(task.view()).toMatchObject({ done: 3, failed: 0, problem: null })
    expect(met).toEqual([ids[0], ids[1], ids[1], ids[2]])
    expect(working).toEqual([true, false, true, false])
  })

  it('begins the next image beside one, but none that is done or beyond', async () => {
    const events: string[] = []
    let isDone = false
    const { task, ids, state } = await setUp({
      isDone: (image) => isDone && image === 3,
      begin: (image) => events.push(`begin ${image}`),
      run: (image) => {
        events.push(`run ${image}`)
        isDone = true
        return Promise.resolve()
      }
    })
    await task.start(start)
    await state().toBe('finished')
    expect(ids).toEqual([1, 2, 3])
    expect(events).toEqual(['run 1', 'begin 2', 'run 2'])
  })

  it('does an image again that was interrupted', async () => {
    let times = 0
    const run = (): Promise<void> => (++times === 2 ? Promise.reject(passedOver) : Promise.resolve())
    const { task, ids, met, state } = await setUp({ run })
    await task.start(start)
    await state().toBe('finished')
    expect(met).toEqual([ids[0], ids[1], ids[1], ids[2]])
  })

  it('does not begin without an engine', async () => {
    const missing = new ProblemError('model-missing', 'No model', { file: 'encoder.onnx' })
    const { task, met } = await setUp({ prepare: () => Promise.reject(missing) })
    await expect(task.start(start)).rejects.toBe(missing)
    expect(task.view()).toBeNull()
    expect(met).toEqual([])
  })

  it('does not wait for an engine when the project is closed', async () => {
    let prepared = 0
    const prepare = (): Promise<void> => (prepared++ === 0 ? Promise.resolve() : new Promise(() => undefined))
    const { store, task } = await setUp({ prepare })
    await task.start(start)
    await task.dispose()
    expect(store.tasks.current()).toMatchObject({ state: 'running', done: 0 })
  })

  it('takes each image once, and only those of the project', async () => {
    const { task, ids, met, state } = await setUp({})
    const [first, , third] = ids
    await task.start({
      ...start,
      images: [third, third, 99 as ImageId, first].filter((id) => id !== undefined)
    })
    await state().toBe('finished')
    expect(met).toEqual([first, third])
  })

  it('answers to what does not fit its state with nothing', async () => {
    const { task, state } = await setUp({ run: () => Promise.reject(ProblemError.from(unreadable)) })
    await task.pause()
    task.resume()
    await task.cancel()
    task.dismiss()
    expect(task.view()).toBeNull()
    await task.start(start)
    await state().toBe('finished')
    await task.pause()
    task.resume()
    await task.cancel()
    expect(task.view()).toMatchObject({ state: 'finished', failed: 3, secondsLeft: null })
    task.dismiss()
    expect(task.view()).toBeNull()
  })
})

const unreadable = problem('image-unreadable', 'It is no image', { file: 'a.jpg', reason: 'no image' })
