import { describe, expect, it } from 'vitest'
import { inOrder, type Ended } from './inOrder'

/** Work that ends when the test says so. */
class Jobs {
  readonly begun: number[] = []
  private readonly endings = new Map<number, (error?: Error) => void>()

  readonly work = (item: number): Promise<string> => {
    this.begun.push(item)
    return new Promise((resolve, reject) => {
      this.endings.set(item, (error) => (error ? reject(error) : resolve(`result ${item}`)))
    })
  }

  end(item: number, error?: Error): void {
    this.endings.get(item)?.(error)
  }
}

/** What is given next; undefined at the end. */
async function next(
  ended: AsyncGenerator<Ended<number, string>, undefined>
): Promise<Ended<number, string> | undefined> {
  return (await ended.next()).value
}

const goingOn = new AbortController().signal

describe('inOrder', () => {
  it('gives what ends later first where it comes first, and begins no more than it may', async () => {
    const jobs = new Jobs()
    const ended = inOrder([1, 2, 3, 4, 5], 3, jobs.work, goingOn)
    const first = next(ended)
    expect(jobs.begun).toEqual([1, 2, 3])
    jobs.end(3)
    jobs.end(2, new Error('two'))
    jobs.end(1)
    expect(await (await first)?.result).toBe('result 1')
    // Begun before the first one is looked after.
    expect(jobs.begun).toEqual([1, 2, 3, 4])
    await expect((await next(ended))?.result).rejects.toThrow('two')
    const third = await next(ended)
    expect([third?.item, await third?.result]).toEqual([3, 'result 3'])
    expect(jobs.begun).toEqual([1, 2, 3, 4, 5])
    jobs.end(5)
    jobs.end(4)
    expect((await next(ended))?.item).toBe(4)
    expect((await next(ended))?.item).toBe(5)
    expect(await next(ended)).toBeUndefined()
  })

  it('gives what was begun after it is told to end, and begins nothing', async () => {
    const jobs = new Jobs()
    const abort = new AbortController()
    const ended = inOrder([1, 2, 3], 2, jobs.work, abort.signal)
    const first = next(ended)
    abort.abort()
    jobs.end(1)
    jobs.end(2)
    expect((await first)?.item).toBe(1)
    expect((await next(ended))?.item).toBe(2)
    expect(await next(ended)).toBeUndefined()
    expect(jobs.begun).toEqual([1, 2])
  })
})
