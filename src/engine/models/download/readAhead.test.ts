import { describe, expect, it } from 'vitest'
import { ReadAhead } from './readAhead'

/** A stream that discards its queue when it fails, as those of `fetch` do. */
function source(): {
  readonly stream: ReadableStream<Uint8Array>
  readonly send: (...bytes: number[]) => void
  readonly fail: () => void
  readonly end: () => void
  readonly pulls: () => number
} {
  let controller: ReadableStreamDefaultController<Uint8Array>
  let pulls = 0
  const stream = new ReadableStream<Uint8Array>(
    {
      start(given) {
        controller = given
      },
      pull() {
        pulls++
      }
    },
    { highWaterMark: 0 }
  )
  return {
    stream,
    send: (...bytes) => controller.enqueue(Uint8Array.from(bytes)),
    fail: () => controller.error(new Error('reset')),
    end: () => controller.close(),
    pulls: () => pulls
  }
}

function reading(stream: ReadableStream<Uint8Array>, limit?: number): ReadAhead {
  const reader = stream.getReader()
  return new ReadAhead(async () => (await reader.read()).value, limit)
}

const macrotask = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('reading ahead', () => {
  it('returns what came before a stream failed, and then the error', async () => {
    const { stream, send, fail } = source()
    const ahead = reading(stream)
    send(1, 2)
    await macrotask()
    send(3)
    await macrotask()
    fail()
    await macrotask()
    expect(await ahead.next()).toEqual(Uint8Array.of(1, 2))
    expect(await ahead.next()).toEqual(Uint8Array.of(3))
    await expect(ahead.next()).rejects.toThrow('reset')
    await expect(ahead.next()).rejects.toThrow('reset')
  })

  it('waits for chunks, and ends with the stream', async () => {
    const { stream, send, end } = source()
    const ahead = reading(stream)
    const first = ahead.next()
    send(7)
    expect(await first).toEqual(Uint8Array.of(7))
    const last = ahead.next()
    end()
    expect(await last).toBeUndefined()
  })

  it('pauses where it holds enough, until some was taken', async () => {
    const { stream, send, pulls } = source()
    const ahead = reading(stream, 4)
    send(1, 2)
    await macrotask()
    send(3, 4)
    await macrotask()
    const before = pulls()
    await macrotask()
    expect(pulls()).toBe(before)
    await ahead.next()
    await macrotask()
    expect(pulls()).toBe(before + 1)
  })

  it('reads no more once stopped, also where it had paused', async () => {
    const { stream, send, pulls } = source()
    const ahead = reading(stream, 1)
    send(1)
    await macrotask()
    ahead.stop()
    await macrotask()
    const before = pulls()
    expect(await ahead.next()).toEqual(Uint8Array.of(1))
    expect(await ahead.next()).toBeUndefined()
    expect(pulls()).toBe(before)
  })
})
