import { expect, it } from 'vitest'
import type { EmbeddingChange } from '@shared/ipc/views'
import type { ImageId } from '@shared/schema/ids'
import { InferenceService } from './inferenceService'
import { fakeEngine, paramsOf } from './testing/fakeEngine'

const [first, second] = [1 as ImageId, 2 as ImageId]
const params = {
  modelDir: '',
  cacheDir: '',
  cacheLimitBytes: 0,
  memoryLimitBytes: 0,
  threads: 1,
  pixelLimit: 1
}
/** An inference service over an engine in memory that the test answers for and ends. */
async function setUp() {
  const { start, latest } = fakeEngine()
  const changes: EmbeddingChange[] = []
  const inference = new InferenceService(start, () => params, {
    engine: () => undefined,
    embedding: (change) => changes.push(change)
  })
  inference.useProject('p', (image) => Promise.resolve(`/images/${image}.png`))
  inference.start()
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  await settled()
  /** Dies while it encodes that image. */
  const die = async (state: 'encoding' | 'encoding-ahead', image: ImageId): Promise<void> => {
    latest().report({ name: 'activity', state, imageKey: `p:${image}` })
    await settled()
    latest().exit(133)
    await settled()
  }
  /** The paths of the last list of images to encode ahead. */
  const ahead = (): string[] | undefined =>
    paramsOf(latest(), 'setAhead')
      .at(-1)
      ?.images.map(({ path }) => path)
  const opened = (): number => paramsOf(latest(), 'openImage').length
  return { inference, changes, die, ahead, settled, opened }
}

it('does not encode an image ahead again that ended the engine, and goes on with the next', async () => {
  const { inference, die, ahead, settled } = await setUp()
  inference.setAhead([first, second])
  await settled()
  expect(ahead()).toEqual(['/images/1.png', '/images/2.png'])
  await die('encoding-ahead', first)
  expect(ahead()).toEqual(['/images/2.png'])
})

it('names an image that ended the engine twice, and gives it to the engine only when the user asks', async () => {
  const { inference, changes, die, settled, opened } = await setUp()
  const asked = inference.openImage(first).catch((error: unknown) => error)
  await settled()
  await die('encoding', first)
  await die('encoding', first)
  expect(await asked).toMatchObject({ kind: 'engine-crashed' })
  expect(changes.at(-1)).toMatchObject({
    image: first,
    state: 'failed',
    problem: { kind: 'image-decoding-failed' }
  })
  await expect(inference.openImage(first)).rejects.toMatchObject({ kind: 'image-decoding-failed' })
  expect(opened()).toBe(0)
  inference.forgive(first)
  void inference.openImage(first).catch(() => undefined)
  await expect.poll(opened).toBe(1)
})
