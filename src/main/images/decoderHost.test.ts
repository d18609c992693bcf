import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { samplePath } from '../../imaging/testing/samples'
import { defaultDecoderOptions, DecoderHost, type DecodeRequest } from './decoderHost'
import { memoryPair } from '../../rpc/memoryPair'
import { serve } from '../../rpc/rpc'
import type { ImageBytes } from '../protocols/serve'
import type { DecoderPort, ImageCalls } from './imageTasks'
import { nodeDecoder, type NodeDecoder } from './testing/nodeDecoder'

const request = (path: string): DecodeRequest => ({
  ...{ kind: 'thumbnail', path, pixelLimit: 2e8 },
  ...{ timeMs: 60_000, memoryBytes: 4e9 }
})

describe('with the real decoder', () => {
  let decoder: NodeDecoder
  let host: DecoderHost
  let folder: string

  beforeAll(async () => {
    decoder = await nodeDecoder()
    folder = await mkdtemp(join(tmpdir(), 'decoder-'))
  }, 60_000)
  afterEach(() => host.dispose())
  afterAll(async () => {
    await decoder.dispose()
    await rm(folder, { recursive: true })
  })

  it('makes thumbnails, and says what is wrong with a file', async () => {
    host = new DecoderHost(decoder.start)
    const broken = join(folder, 'broken.jpg')
    await writeFile(broken, 'no picture at all')
    const answers = [request(samplePath('groceries')), request(broken)].map((each) => host.run(each))
    await expect(answers[1]).rejects.toMatchObject({
      kind: 'image-unreadable',
      params: { reason: 'not-an-image' }
    })
    expect((await answers[0])?.type).toBe('image/jpeg')
  })

  it('names the file that was being decoded when the process died, and goes on with the others', async () => {
    host = new DecoderHost(() => {
      const port = decoder.start()
      // Ends as soon as it is given the bad file, as a decoder that aborts would.
      const post = (message: unknown): void => {
        if (JSON.stringify(message).includes('bad.png')) port.kill()
        else port.post(message)
      }
      return { ...port, post }
    })
    const good = samplePath('nagasaki-boats')
    const answers = [good, 'bad.png', good].map((path) => host.run(request(path)))
    const failed = { kind: 'image-decoding-failed', params: { file: 'bad.png', reason: 'decoder-crashed' } }
    await expect(answers[1]).rejects.toMatchObject(failed)
    expect((await answers[0])?.data.length).toBeGreaterThan(1000)
    expect((await answers[2])?.data.length).toBeGreaterThan(1000)
  })
})

interface FakeProcess {
  readonly exit: (code: number) => void
  memory: number
  answer: (image: ImageBytes) => void
}

/** Processes that the test answers for, and ends. */
function fakeDecoder() {
  const processes: { exit: (code: number) => void; memory: number; answer: (image: ImageBytes) => void }[] =
    []
  const start = (): DecoderPort => {
    const { near, far, exit } = memoryPair()
    const self: FakeProcess = { exit, memory: 0, answer: () => undefined }
    processes.push(self)
    serve<ImageCalls>(far, {
      decode: () =>
        new Promise((resolve) => {
          self.answer = resolve
        })
    })
    return { ...near, memoryBytes: () => self.memory }
  }
  const latest = () => {
    const process = processes.at(-1)
    if (!process) throw new Error('no process was started')
    return process
  }
  /** Once the latest process has the task. */
  const answer = async (): Promise<void> => {
    await delivered()
    latest().answer({ data: new Uint8Array(1), type: 'image/jpeg' })
  }
  return { start, processes, latest, answer }
}

const delivered = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('DecoderHost', () => {
  it('ends a process that takes too long, or too much memory', async () => {
    const fake = fakeDecoder()
    const host = new DecoderHost(fake.start, { ...defaultDecoderOptions, lookMs: 1 })
    const slow = host.run({ ...request('slow.png'), timeMs: 5 })
    await expect(slow).rejects.toMatchObject({
      kind: 'image-decoding-failed',
      params: { reason: 'decoder-timeout' }
    })
    const greedy = host.run(request('greedy.png'))
    fake.latest().memory = 5e9
    await expect(greedy).rejects.toMatchObject({ params: { file: 'greedy.png', reason: 'decoder-memory' } })
    const next = host.run(request('next.png'))
    await fake.answer()
    expect((await next).type).toBe('image/jpeg')
    host.dispose()
  })

  it('waits before another process only when processes die again and again', async () => {
    const fake = fakeDecoder()
    const host = new DecoderHost(fake.start, { ...defaultDecoderOptions, freeDeaths: 2, firstWaitMs: 20 })
    const runs = ['a', 'b', 'c', 'd'].map((path) => host.run(request(path)))
    const outcomes = Promise.allSettled(runs)
    for (let death = 1; death <= 3; death++) {
      fake.latest().exit(133)
      await delivered()
    }
    expect(fake.processes).toHaveLength(3)
    await expect.poll(() => fake.processes.length).toBe(4)
    await fake.answer()
    // The first is under way at once; of the others the newest goes first.
    expect((await outcomes).map(({ status }) => status)).toEqual([
      'rejected',
      'fulfilled',
      'rejected',
      'rejected'
    ])
    host.dispose()
  })

  it('rejects what is waiting when it is disposed of', async () => {
    const fake = fakeDecoder()
    const host = new DecoderHost(fake.start)
    const runs = Promise.allSettled([host.run(request('a')), host.run(request('b'))])
    host.dispose()
    const cancelled = { status: 'rejected', reason: { kind: 'cancelled' } }
    expect(await runs).toMatchObject([cancelled, cancelled])
  })
})
